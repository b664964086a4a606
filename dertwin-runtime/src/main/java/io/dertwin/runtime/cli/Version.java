package io.dertwin.runtime.cli;

import picocli.CommandLine;

/** The version of this program, as its jar says. */
public final class Version implements CommandLine.IVersionProvider {

    /** {@code development} when run from class files. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"dertwin " + text()};
    }
}
