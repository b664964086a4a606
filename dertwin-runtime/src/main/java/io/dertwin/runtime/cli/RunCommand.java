package io.dertwin.runtime.cli;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: runs a site until it is told to stop. */
@Command(name = "run", description = "Runs a site until SIGTERM or Ctrl-C.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "SITE",
            required = true,
            defaultValue = "${env:CONFIG_PATH}",
            description = "The site file, JSON or YAML (environment: CONFIG_PATH).")
    private Path siteFile;

    @Option(
            names = "--stepped",
            defaultValue = "${env:DERTWIN_STEPPED:-false}",
            description = "The clock moves only when the control channel tells it to (environment: DERTWIN_STEPPED).")
    private boolean stepped;

    @Option(
            names = "--real-time",
            description = "The clock follows wall time, whatever the site file or DERTWIN_STEPPED says.")
    private boolean realTime;

    @Option(names = "--speed", paramLabel = "X", description = "Simulated seconds per wall second.")
    private Double speed;

    @Option(
            names = "--control-port",
            paramLabel = "N",
            defaultValue = "${env:DERTWIN_CONTROL_PORT}",
            description = "Port of the control channel, 0 for any free one (environment: DERTWIN_CONTROL_PORT).")
    private Integer controlPort;

    @Option(
            names = "--control-bind",
            paramLabel = "A",
            defaultValue = "${env:DERTWIN_CONTROL_BIND}",
            description = "Address the control channel listens on (environment: DERTWIN_CONTROL_BIND).")
    private String controlBind;

    @ArgGroup
    private Ports ports = new Ports();

    @Mixin
    private OwnerWatch owner;

    @Option(
            names = "--bind",
            paramLabel = "A",
            defaultValue = "${env:DERTWIN_BIND}",
            description =
                    "Address the devices listen on in place of those in the site file (environment: DERTWIN_BIND).")
    private Optional<String> bind;

    @Option(
            names = "--ready-file",
            paramLabel = "F",
            defaultValue = "${env:DERTWIN_READY_FILE}",
            description = "Appears, with all endpoints, once everything is up (environment: DERTWIN_READY_FILE).")
    private Path readyFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SiteDefinition definition = SiteReader.read(siteFile);
        Shutdown shutdown = Shutdown.onSignal();
        owner.begin(shutdown, System.in);
        try (SiteProcess process = new SiteProcess(definition)) {
            process.openListeners(bind.map(ports.policy()::onAddress).orElseGet(ports::policy));
            InetSocketAddress control = process.openControl(controlAddress(definition.control()));
            process.startClock(isStepped(definition), speed == null ? definition.speed() : speed);
            if (readyFile != null) {
                ReadyFile.write(readyFile, process.site(), control);
            }
            shutdown.await();
            LOG.info("Shutting down");
        } finally {
            shutdown.finished();
        }
        return 0;
    }

    private boolean isStepped(SiteDefinition definition) {
        return !realTime && (stepped || !definition.realTime().orElse(true));
    }

    private InetSocketAddress controlAddress(SiteDefinition.Control configured) {
        String bind = controlBind == null ? configured.bind() : controlBind;
        int port = controlPort == null ? ports.policy().tcp(configured.port()) : controlPort;
        return new InetSocketAddress(bind, port);
    }

    /** Where the site's ports go. */
    static final class Ports {

        @Option(names = "--port-offset", paramLabel = "N", description = "Adds N to every port of the site file.")
        private Integer offset;

        @Option(names = "--random-ports", description = "Any free ports in place of the configured ones.")
        private boolean random;

        /** From the environment, as the entrypoint of DER Twin's image has it. */
        private static int firstBridgePort() {
            String port = System.getenv("RTU_BRIDGE_BASE_PORT");
            try {
                return port == null ? PortPolicy.FIRST_BRIDGE_PORT : Integer.parseInt(port);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("RTU_BRIDGE_BASE_PORT must be a port, but is \"" + port + "\"", e);
            }
        }

        PortPolicy policy() {
            if (random) {
                return PortPolicy.random();
            }
            return PortPolicy.shifted(offset == null ? 0 : offset, firstBridgePort());
        }
    }
}
