package io.dertwin.runtime.cli;

import io.dertwin.runtime.control.ControlServer;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.recording.FileRecording;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteDefinition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site as a process of its own: its listeners, its control channel and its clock. */
final class SiteProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");

    private final Site site;

    private ControlServer control;

    private SiteProcess(SiteDefinition definition) {
        LOG.info("Building site: {}", definition.name());
        this.site = new Site(definition);
    }

    /** Runs a site, and returns once it has been told to stop. */
    static void live(SiteDefinition definition, RunOptions options) throws IOException, InterruptedException {
        Shutdown shutdown = Shutdown.onSignal();
        try (SiteProcess process = new SiteProcess(definition)) {
            process.openListeners(options.places().ports());
            options.owner().begin(shutdown, System.in);
            InetSocketAddress control = process.openControl(options.places().control(definition.control()));
            Optional<FileRecording> recording = options.keepsakes().begin(process.site);
            process.startClock(
                    options.clock().isStepped(definition), options.clock().speed(definition));
            options.readyFile().ifPresent(file -> ReadyFile.write(file, process.site, control));
            shutdown.await();
            LOG.info("Shutting down");
            options.keepsakes().end(process.site);
            recording.ifPresent(FileRecording::close);
        } finally {
            shutdown.finished();
        }
    }

    /** Opens what the EMS connects to; the first thing to do, as somebody waits for it. */
    private void openListeners(PortPolicy ports) throws IOException {
        site.open(ports);
    }

    /** A token from the environment goes before the site file's. */
    private InetSocketAddress openControl(InetSocketAddress address) throws IOException {
        Optional<String> token = Optional.ofNullable(System.getenv("DERTWIN_CONTROL_TOKEN"))
                .or(() -> site.definition().control().token());
        control = ControlServer.start(site, address, token, RuntimeVersion.text());
        return control.address();
    }

    /** Lets time begin: it follows wall time, or waits to be advanced. */
    private void startClock(boolean stepped, double speed) {
        Engine engine = site.engine();
        if (!stepped) {
            engine.follow(speed);
        }
        LOG.info(
                "Simulation engine started | step={}s{}",
                milliseconds(site.definition().stepSeconds()),
                stepped ? " | stepped" : speed == 1 ? "" : " | speed=" + speed);
    }

    /** By hand, for a formatter takes 10 ms to come up, and on JDK 25 a big decimal, too. */
    private static String milliseconds(double seconds) {
        long milliseconds = Math.round(seconds * 1000);
        String fraction = String.valueOf(1000 + milliseconds % 1000).substring(1);
        return milliseconds / 1000 + "." + fraction;
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        site.close();
    }
}
