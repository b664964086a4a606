package io.dertwin.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a site is to run.
 *
 * @param site the site file
 * @param stepped whether the clock stands still until it is told to advance, if not as the site file says
 * @param speed simulated seconds per wall second, if not as the site file says
 * @param randomPorts whether any free ports will do in place of the configured ones
 * @param jvmArguments arguments of the simulator's JVM
 * @param environment environment variables on top of the build's own
 */
record SiteRequest(
        Path site,
        Optional<Boolean> stepped,
        Optional<Double> speed,
        boolean randomPorts,
        List<String> jvmArguments,
        Map<String, String> environment) {

    /**
     * The simulator's arguments for a site on this machine.
     *
     * @param options more of them
     */
    List<String> arguments(List<String> options) {
        List<String> arguments = arguments(site.toString(), options);
        if (randomPorts) {
            arguments.addAll(List.of("--random-ports", "--control-port", "0"));
        }
        return arguments;
    }

    /** The simulator's arguments for a site whose file is where the simulator finds it. */
    List<String> arguments(String siteFile, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-c", siteFile));
        stepped.ifPresent(still -> arguments.add(still ? "--stepped" : "--real-time"));
        speed.ifPresent(factor -> arguments.addAll(List.of("--speed", factor.toString())));
        arguments.addAll(options);
        return arguments;
    }
}
