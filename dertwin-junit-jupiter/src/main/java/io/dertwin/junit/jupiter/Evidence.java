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

/** What a site was like when a test failed. */
final class Evidence {

    private static final int LATEST = 20;

    private Evidence() {}

    /** Prints it, and writes it to {@code target/dertwin}. */
    static void publish(DerTwin site, ExtensionContext context) {
        String text = of(site, context.getDisplayName());
        context.publishReportEntry("dertwin", text);
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        Path folder = Path.of(System.getProperty("basedir", ""), "target", "dertwin");
        Path file = folder.resolve(name + ".txt");
        Path report = folder.resolve(name + ".html");
        try {
            Files.createDirectories(folder.toAbsolutePath());
            Files.writeString(file, text);
            Files.writeString(report, site.report());
            System.err.println(text + "\nThis is also in " + file + ", and " + report + " shows it");
        } catch (IOException e) {
            System.err.println(text + "\nThis cannot be written to " + file + ": " + e.getMessage());
        }
    }

    static String of(DerTwin site, String test) {
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
