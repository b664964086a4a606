package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A site's endpoints by the names under which tests and other plugins find them: {@code dertwin.url},
 * {@code dertwin.bess-1.port} and so on.
 */
record ExportedProperties(Map<String, String> values) {

    private static final String PREFIX = "dertwin.";

    static ExportedProperties of(ReadySite site, Optional<String> token) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(PREFIX + "url", site.control().url().toString());
        token.ifPresent(value -> values.put(PREFIX + "token", value));
        for (ReadySite.Device device : site.devices()) {
            String prefix = PREFIX + device.id() + ".";
            device.mainEndpoint().ifPresent(endpoint -> {
                values.put(prefix + "host", endpoint.host());
                values.put(prefix + "port", String.valueOf(endpoint.port()));
                values.put(prefix + "unitId", String.valueOf(endpoint.unitId()));
            });
            device.serialEndpoint().ifPresent(endpoint -> {
                values.put(prefix + "bridgePort", String.valueOf(endpoint.bridgePort()));
                if (endpoint.serialPort() != null) {
                    values.put(prefix + "serialPort", endpoint.serialPort());
                }
            });
        }
        return new ExportedProperties(values);
    }

    /**
     * Writes them to a file that {@link Properties} can read, without the date that would make it differ every time. It appears
     * as a whole, for those who wait for it.
     */
    void writeTo(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
        Path unfinished = Files.write(file.resolveSibling(file.getFileName() + ".part"), lines);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Hands them to the rest of the project's build. With several sites in it the plain names belong to the one that
     * started first; those with the site's id in them, {@code dertwin.<id>.url}, are there for each.
     */
    void exportTo(Properties project, String id) {
        boolean first = !project.containsKey(PREFIX + "url");
        values.forEach((key, value) -> {
            if (first) {
                project.setProperty(key, value);
            }
            project.setProperty(PREFIX + id + "." + key.substring(PREFIX.length()), value);
        });
    }
}
