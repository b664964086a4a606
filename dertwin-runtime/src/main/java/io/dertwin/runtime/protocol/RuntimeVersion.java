package io.dertwin.runtime.protocol;

/** The version of the simulator, as its jar says. */
public final class RuntimeVersion {

    private RuntimeVersion() {}

    /** {@code development} when run from class files. */
    public static String text() {
        String version = RuntimeVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
