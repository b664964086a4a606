package io.dertwin.runtime.cli;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.ContainedSite;
import io.dertwin.runtime.site.SiteDefinition;
import java.nio.file.Path;

/**
 * A docker-compose.yml with a site as its only service, {@code dertwin}. It has no {@code version}, for which Compose 2 would
 * warn and Compose 1.27 and later do not ask.
 *
 * @param folder where it will be, for the paths in it
 * @param stepped whether the clock waits for the control channel
 * @param randomPorts whether the ports are published wherever the host has room
 */
record ComposeFile(ContainedSite site, Path folder, String image, boolean stepped, boolean randomPorts) {

    String text() {
        return """
                # The site %s, made by: dertwin compose
                services:
                  dertwin:
                    image: %s
                    environment:
                      CONFIG_PATH: %s
                      DERTWIN_CONTROL_PORT: "%d"
                %s      # Who uses the control channel must then send it, as "Authorization: Bearer secret"
                      # DERTWIN_CONTROL_TOKEN: "secret"
                    volumes:
                %s    ports:
                %s    healthcheck:
                      interval: 2s
                    read_only: true
                    cap_drop: ["ALL"]
                    security_opt: ["no-new-privileges"]
                    stop_grace_period: 5s
                """.formatted(
                        comment(site.definition().name()),
                        quoted(image),
                        quoted(site.path()),
                        site.controlPort(),
                        time(),
                        volumes(),
                        ports());
    }

    private String time() {
        return stepped
                ? "      # The clock moves only when the control channel tells it to\n      DERTWIN_STEPPED: \"true\"\n"
                : "      # For a clock that moves only when the control channel tells it to\n"
                        + "      # DERTWIN_STEPPED: \"true\"\n";
    }

    private String volumes() {
        StringBuilder text = new StringBuilder();
        site.files()
                .forEach((path, file) -> text.append("      - type: bind\n")
                        .append("        source: " + quoted(relative(file)) + "\n")
                        .append("        target: " + quoted(path) + "\n")
                        .append("        read_only: true\n"));
        return text.toString();
    }

    private String relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!absolute.getRoot().equals(folder.getRoot())) {
            return absolute.toString();
        }
        String relative = folder.normalize().relativize(absolute).toString().replace('\\', '/');
        return relative.startsWith("..") ? relative : "./" + relative;
    }

    private String ports() {
        StringBuilder text = new StringBuilder("      # Control channel, for this machine only\n");
        text.append(port("127.0.0.1:", site.controlPort()));
        for (SiteDefinition.TcpListener listener : site.definition().tcpListeners(PortPolicy.configured())) {
            listener.reached().forEach(device -> text.append("      # " + comment(device) + "\n"));
            text.append(port("", listener.port()));
        }
        return text.toString();
    }

    private String port(String address, int port) {
        String published = randomPorts ? address.isEmpty() ? "" : address + ":" : address + port + ":";
        return "      - \"" + published + port + "\"\n";
    }

    /** Compose replaces variables in what it reads. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + "\"";
    }

    private static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
