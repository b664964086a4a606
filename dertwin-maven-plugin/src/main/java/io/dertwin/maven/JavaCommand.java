package io.dertwin.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/** The simulator in a JVM of its own. */
record JavaCommand(Path java, Path jar) {

    /** The JVM of the build's toolchain, or without one that of Maven itself. */
    static Path java(ToolchainManager toolchains, MavenSession session) {
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        String tool = toolchain == null ? null : toolchain.findTool("java");
        return tool == null ? ownJava() : Path.of(tool);
    }

    private static Path ownJava() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    /** The whole command line. */
    List<String> line(List<String> jvmArguments, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.add("-XX:TieredStopAtLevel=1");
        line.add("-XX:+UseSerialGC");
        line.addAll(jvmArguments);
        line.add("-jar");
        line.add(jar.toString());
        line.addAll(arguments);
        return line;
    }
}
