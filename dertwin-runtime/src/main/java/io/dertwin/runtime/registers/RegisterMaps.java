package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads register maps.
 *
 * <pre>{@code
 * RegisterMap map = RegisterMaps.read(Path.of("register-maps/bess_modbus.yaml"), new BessType());
 * }</pre>
 */
public final class RegisterMaps {

    private static final String FOLDER = "/io/dertwin/register-maps/";

    private static final List<String> BUILT_IN =
            List.of("bess_modbus.yaml", "chp_modbus.yaml", "energy_meter_modbus.yaml", "pv_inverter_modbus.yaml");

    private RegisterMaps() {}

    /**
     * Reads a map for devices of a type.
     *
     * @throws InvalidFileException with everything that is wrong with it
     */
    public static RegisterMap read(Path file, DeviceType type) {
        return read(file.toString(), Documents.read(file), Optional.of(type));
    }

    /**
     * Reads a map without regard to what devices have to show in it.
     *
     * @throws InvalidFileException with everything else that is wrong with it
     */
    public static RegisterMap read(Path file) {
        return read(file.toString(), Documents.read(file), Optional.empty());
    }

    /**
     * Reads a map for devices of a type from the bytes of a file.
     *
     * @throws InvalidFileException with everything that is wrong with it
     */
    public static RegisterMap read(String fileName, byte[] content, DeviceType type) {
        return read(fileName, Documents.read(fileName, content), Optional.of(type));
    }

    /** The maps that are packed into the simulator. */
    public static List<String> builtInNames() {
        return BUILT_IN;
    }

    /**
     * Reads one of the {@linkplain #builtInNames() built-in} maps.
     *
     * @throws InvalidFileException if it is for devices of another type
     */
    public static RegisterMap readBuiltIn(String name, DeviceType type) {
        try (InputStream content = RegisterMaps.class.getResourceAsStream(FOLDER + name)) {
            if (content == null || !BUILT_IN.contains(name)) {
                throw new IllegalArgumentException("no built-in register map '" + name + "', only " + BUILT_IN);
            }
            return read(name, Documents.read(name, content), Optional.of(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegisterMap read(String file, Node content, Optional<DeviceType> type) {
        Problems problems = new Problems();
        Settings settings = Settings.of(file, content, problems);
        problems.throwIfAny();
        RegisterMap map = new RegisterMapReader(type).read(settings);
        problems.throwIfAny();
        return map;
    }
}
