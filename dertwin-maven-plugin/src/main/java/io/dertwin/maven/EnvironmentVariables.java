package io.dertwin.maven;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Environment variables of the simulator from the command line of a build, where a map cannot be given:
 * {@code -Ddertwin.environment.RTU_BRIDGE_BASE_PORT=57001}.
 */
final class EnvironmentVariables {

    private static final String PREFIX = "dertwin.environment.";

    private EnvironmentVariables() {}

    /** Those of the POM, and on top of them those of the command line. */
    static Map<String, String> of(Map<String, String> configured, Properties userProperties) {
        Map<String, String> variables = new TreeMap<>(configured);
        for (String property : userProperties.stringPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                variables.put(property.substring(PREFIX.length()), userProperties.getProperty(property));
            }
        }
        return variables;
    }
}
