package io.dertwin.runtime.fault;

import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The fault profiles that ship.
 *
 * <pre>{@code
 * faults.add(FaultProfiles.standard().named("one-client").orElseThrow().on("bess-1"));
 * }</pre>
 */
public record FaultProfiles(List<FaultProfile> all) {

    private static final String FILE = "profiles.yaml";

    public FaultProfiles {
        all = List.copyOf(all);
    }

    /** They are read when somebody asks for them for the first time. */
    public static FaultProfiles standard() {
        return Standard.PROFILES;
    }

    private static final class Standard {
        private static final FaultProfiles PROFILES = read();
    }

    private static FaultProfiles read() {
        try (InputStream content = FaultProfiles.class.getResourceAsStream(FILE)) {
            Problems problems = new Problems();
            Settings file = Settings.of(FILE, Documents.read(FILE, content), problems);
            List<FaultProfile> profiles = file.sections("profiles").stream()
                    .map(FaultProfiles::profile)
                    .toList();
            file.rejectUnknownKeys();
            problems.throwIfAny();
            return new FaultProfiles(profiles);
        } catch (IOException e) {
            throw new UncheckedIOException("the fault profiles cannot be read", e);
        }
    }

    private static FaultProfile profile(Settings settings) {
        return new FaultProfile(
                settings.requiredText("name", ""),
                settings.requiredText("description", ""),
                settings.requiredText("source", ""),
                settings.sections("faults").stream()
                        .map(fault -> FaultReader.read(fault, ""))
                        .flatMap(Optional::stream)
                        .toList());
    }

    public Optional<FaultProfile> named(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return all.stream().map(FaultProfile::name).toList();
    }
}
