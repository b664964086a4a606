package io.dertwin.runtime.modbus;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMap;
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

    private final Map<Request, Optional<RegisterLayout>> located = new HashMap<>();

    /** A file that was asked for, and what it was wanted for. */
    private record Request(String name, DeviceType type, Protocol.SiteFolder folder) {}

    /** The map under the key {@code register_map}; what is wrong with it is reported with the site's problems, once. */
    Optional<RegisterLayout> locate(Settings binding, DeviceType type, Protocol.SiteFolder folder) {
        Optional<String> name = binding.text("register_map");
        if (name.isEmpty()) {
            if (!binding.has("register_map")) {
                binding.reject("register_map", "is missing: the file that says which register is where");
            }
            return Optional.empty();
        }
        Request request = new Request(name.get(), type, folder);
        Optional<RegisterLayout> known = located.get(request);
        if (known == null) {
            known = read(request, binding).map(map -> new RegisterLayout(map, type));
            located.put(request, known);
        }
        return known;
    }

    private static Optional<RegisterMap> read(Request request, Settings binding) {
        try {
            return find(request, binding);
        } catch (InvalidFileException e) {
            binding.problems().addAll(e.problems());
        } catch (InvalidPathException e) {
            binding.reject("register_map", "\"" + request.name() + "\" is no file name: " + e.getReason());
        }
        return Optional.empty();
    }

    private static Optional<RegisterMap> find(Request request, Settings binding) {
        String name = request.name();
        DeviceType type = request.type();
        Set<Path> candidates = candidates(name, request.folder());
        Optional<Path> file = candidates.stream().filter(Files::exists).findFirst();
        if (file.isPresent()) {
            return Optional.of(RegisterMaps.read(file.get(), type));
        }
        if (RegisterMaps.builtInNames().contains(name)) {
            return Optional.of(RegisterMaps.readBuiltIn(name, type));
        }
        String places = candidates.stream().map(Path::toString).collect(Collectors.joining(", "));
        binding.reject(
                "register_map",
                "there is no file \"" + name + "\": looked for " + places + ", and among the built-in "
                        + String.join(", ", RegisterMaps.builtInNames()));
        return Optional.empty();
    }

    private static Set<Path> candidates(String name, Protocol.SiteFolder folder) {
        String root = folder.registerMapRoot().orElse("");
        Set<Path> candidates = new LinkedHashSet<>();
        candidates.add(folder.path().resolve(root).resolve(name).normalize());
        candidates.add(Path.of("").toAbsolutePath().resolve(root).resolve(name).normalize());
        return candidates;
    }
}
