package io.dertwin.runtime.modbus;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.protocol.ReferencedFile;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the register map that a binding names: below the site's register map root, which itself is looked for beside the
 * site file and then in the working directory, and as a last resort among the maps that ship with the simulator. A map
 * is read and laid out once, however many devices use it.
 */
final class RegisterMapLocator {

    private final Map<Request, Optional<Located>> located = new HashMap<>();

    /** A file that was asked for, and what it was wanted for. */
    private record Request(String name, DeviceType type, Protocol.SiteFolder folder) {

        /** By hand, for the JVM makes such methods of a record when they are first called, which a start can do without. */
        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Request request
                    && name.equals(request.name)
                    && type.equals(request.type)
                    && folder.equals(request.folder);
        }
    }

    /**
     * A register map.
     *
     * @param file where it is; empty for one that ships
     */
    record Located(RegisterLayout registers, Optional<ReferencedFile> file) {}

    /** The map under the key {@code register_map}; what is wrong with it is reported with the site's problems, once. */
    Optional<Located> locate(Settings binding, DeviceType type, Protocol.SiteFolder folder) {
        Optional<String> name = binding.text("register_map");
        if (name.isEmpty()) {
            if (!binding.has("register_map")) {
                binding.reject("register_map", "is missing: the file that says which register is where");
            }
            return Optional.empty();
        }
        Request request = new Request(name.get(), type, folder);
        Optional<Located> known = located.get(request);
        if (known == null) {
            known = read(request, binding);
            located.put(request, known);
        }
        return known;
    }

    private static Optional<Located> read(Request request, Settings binding) {
        try {
            return find(request, binding);
        } catch (InvalidFileException e) {
            binding.problems().addAll(e.problems());
        } catch (InvalidPathException e) {
            binding.reject("register_map", "\"" + request.name() + "\" is no file name: " + e.getReason());
        }
        return Optional.empty();
    }

    private static Optional<Located> find(Request request, Settings binding) {
        String name = request.name();
        DeviceType type = request.type();
        Path reference = Path.of(request.folder().registerMapRoot().orElse("")).resolve(name);
        Set<Path> candidates = candidates(reference, request.folder());
        Optional<Path> file = candidates.stream().filter(Files::exists).findFirst();
        if (file.isPresent()) {
            RegisterLayout registers = new RegisterLayout(RegisterMaps.read(file.get(), type), type);
            return Optional.of(new Located(registers, Optional.of(new ReferencedFile(reference, file.get()))));
        }
        if (RegisterMaps.builtInNames().contains(name)) {
            RegisterLayout registers = new RegisterLayout(RegisterMaps.readBuiltIn(name, type), type);
            return Optional.of(new Located(registers, Optional.empty()));
        }
        String places = candidates.stream().map(Path::toString).collect(Collectors.joining(", "));
        binding.reject(
                "register_map",
                "there is no file \"" + name + "\": looked for " + places + ", and among the built-in "
                        + String.join(", ", RegisterMaps.builtInNames()));
        return Optional.empty();
    }

    private static Set<Path> candidates(Path reference, Protocol.SiteFolder folder) {
        Set<Path> candidates = new LinkedHashSet<>();
        candidates.add(folder.path().resolve(reference).normalize());
        candidates.add(folder.workingDirectory().resolve(reference).normalize());
        return candidates;
    }
}
