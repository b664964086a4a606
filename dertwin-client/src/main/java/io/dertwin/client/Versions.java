package io.dertwin.client;

import java.util.Optional;

/**
 * The versions of a client and of the site that it speaks to, where they are known.
 *
 * @param ofClient empty when it is no jar of its own that it comes from
 * @param ofSite empty when it runs from class files
 */
record Versions(Optional<String> ofClient, Optional<String> ofSite) {

    private static final String CLASS_FILES = "development";

    static final Versions UNKNOWN = new Versions(Optional.empty(), Optional.empty());

    /** Those of this client, as its jar says, and of a site, as that says. */
    static Versions with(String site) {
        Package client = Versions.class.getPackage();
        return new Versions(
                Optional.ofNullable(client.getImplementationTitle())
                        .filter(title -> title.startsWith("DER Twin"))
                        .map(title -> client.getImplementationVersion()),
                Optional.of(site).filter(version -> !version.isEmpty() && !version.equals(CLASS_FILES)));
    }

    /** To be added where the site does not understand the client; empty unless they are known to differ. */
    String hint() {
        if (ofClient.isEmpty() || ofSite.isEmpty() || ofClient.equals(ofSite)) {
            return "";
        }
        return " (the site runs DER Twin " + ofSite.get() + ", this client is " + ofClient.get()
                + ": use the same version of both)";
    }
}
