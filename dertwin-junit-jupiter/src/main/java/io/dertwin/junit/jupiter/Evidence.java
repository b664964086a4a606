package io.dertwin.junit.jupiter;

import io.dertwin.client.DerTwin;
import io.dertwin.client.JournalEntry;
import io.dertwin.client.JournalQuery;
import io.dertwin.client.RegisterAccess;
import io.dertwin.client.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What a site was like when a test failed. */
final class Evidence {

    private static final int LATEST = 20;

    private Evidence() {}

    /**
     * Prints it, and writes it to {@code target/dertwin}: once a test, at its first failure, and before anybody tidies up.
     * A test that was called off has not failed.
     */
    static void keep(ExtensionContext context, Throwable failure) {
        TestSite test = TestSite.of(context);
        if (failure instanceof TestAbortedException || test.running().isEmpty() || !test.isFirst("evidence")) {
            return;
        }
        try {
            keep(context, test.running().get());
        } catch (RuntimeException e) {
            // the failure itself is what people must see
            failure.addSuppressed(e);
        }
    }

    private static void keep(ExtensionContext context, DerTwin site) {
        String text = of(site, context.getDisplayName());
        context.publishReportEntry("dertwin", text);
        Path folder = Path.of(System.getProperty("basedir", ""), "target", "dertwin");
        String name = EvidenceName.of(context);
        Path file = folder.resolve(name + ".txt");
        Path report = folder.resolve(name + ".html");
        try {
            Files.createDirectories(folder.toAbsolutePath());
            Files.writeString(file, text);
            Files.writeString(report, site.report());
            for (SimulatedDevice device : site.devices()) {
                Files.writeString(
                        folder.resolve(name + "." + device.id() + ".csv"),
                        device.history().toCsv());
            }
            System.err.println(text + "\nThis is also in " + file + ", and " + report + " shows how it came to that");
        } catch (IOException e) {
            System.err.println(text + "\nThis cannot be written to " + file + ": " + e.getMessage());
        }
    }

    private static String of(DerTwin site, String test) {
        StringBuilder text = new StringBuilder("Site '" + site.siteName() + "' when " + test + " failed, at t="
                + site.clock().time() + " s\n\nThe latest Modbus requests:\n");
        site.journal().entries(JournalQuery.all().last(LATEST)).forEach(entry -> text.append(line(entry)));
        for (SimulatedDevice device : site.devices()) {
            text.append("\n")
                    .append(device.id())
                    .append(", a ")
                    .append(device.type())
                    .append(":\n");
            device.telemetry()
                    .forEach((point, value) -> text.append("  ")
                            .append(point)
                            .append(" = ")
                            .append(value)
                            .append("\n"));
        }
        return text.toString();
    }

    private static String line(JournalEntry entry) {
        return "  #" + entry.sequence() + " t=" + entry.time() + " s " + entry.device() + " function "
                + entry.function() + described(" read ", entry.read()) + described(" wrote ", entry.write()) + ": "
                + entry.outcome() + (entry.message().isEmpty() ? "" : ", " + entry.message()) + "\n";
    }

    private static String described(String verb, Optional<RegisterAccess> access) {
        return access.map(one -> verb
                        + one.values().stream()
                                .map(value ->
                                        value.register() + "=" + value.text().orElse(String.valueOf(value.value())))
                                .collect(Collectors.joining(
                                        " ", one.values().isEmpty() ? String.valueOf(one.address()) : "", "")))
                .orElse("");
    }
}
