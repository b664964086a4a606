package io.dertwin.client;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Maven plugin has left in {@code target/dertwin} about the sites of a build. */
final class BuildFiles {

    private static final String SUFFIX = ".properties";
    private static final String DEFAULT_ID = "site";

    private final Path folder;

    BuildFiles(Path folder) {
        this.folder = folder;
    }

    /** Surefire and failsafe tell the tests where their module is; everything else runs there. */
    static BuildFiles ofThisBuild() {
        String module = System.getProperty("basedir", System.getProperty("user.dir"));
        return new BuildFiles(Path.of(module, "target", "dertwin"));
    }

    /**
     * A site as a build describes it.
     *
     * @param url its control channel
     * @param endpoints where its devices are reached
     */
    record Described(URI url, Optional<String> token, Map<String, ModbusEndpoint> endpoints) {

        DerTwinClient connect() {
            return DerTwinClient.connect(url, token, endpoints);
        }
    }

    /** The site of the build, if there is only one or one that is called {@code site}. */
    Described only() {
        List<String> ids = ids();
        if (ids.contains(DEFAULT_ID)) {
            return named(DEFAULT_ID);
        }
        if (ids.size() > 1) {
            throw new DerTwinException("this build has several sites: name one of " + String.join(", ", ids)
                    + ", as in DerTwinClient.fromBuild(\"" + ids.get(0) + "\")");
        }
        return named(ids.isEmpty() ? DEFAULT_ID : ids.get(0));
    }

    Described named(String id) {
        Path file = folder.resolve(id + SUFFIX);
        if (!Files.exists(file)) {
            throw new DerTwinException(missing(file));
        }
        return read(file);
    }

    private String missing(Path file) {
        List<String> ids = ids();
        String instead = ids.isEmpty() ? "" : "; there is " + String.join(", ", ids);
        return "no site of this build is running: " + file + " is missing" + instead
                + ". Run the tests with 'mvn verify', so that the start goal of dertwin-maven-plugin comes before them;"
                + " to run them from an IDE, keep the site running with 'mvn dertwin:run';"
                + " or connect to any other site with DerTwinClient.connect(uri)";
    }

    private List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DerTwinException("cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }

    static Described read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new DerTwinException("cannot read " + file + ": " + e.getMessage(), e);
        }
        String url = properties.getProperty("dertwin.url");
        if (url == null) {
            throw new DerTwinException(file + " does not say where the site is: it has no dertwin.url");
        }
        return new Described(
                URI.create(url), Optional.ofNullable(properties.getProperty("dertwin.token")), endpoints(properties));
    }

    private static Map<String, ModbusEndpoint> endpoints(Properties properties) {
        Map<String, String> hosts = properties.stringPropertyNames().stream()
                .filter(key -> key.matches("dertwin\\.[a-z0-9-]+\\.host"))
                .collect(Collectors.toMap(
                        key -> key.substring("dertwin.".length(), key.length() - ".host".length()),
                        properties::getProperty));
        Map<String, ModbusEndpoint> endpoints = new LinkedHashMap<>();
        hosts.forEach((device, host) -> endpoints.put(
                device,
                new ModbusEndpoint(
                        host,
                        Integer.parseInt(properties.getProperty("dertwin." + device + ".port")),
                        Integer.parseInt(properties.getProperty("dertwin." + device + ".unitId")))));
        return endpoints;
    }
}
