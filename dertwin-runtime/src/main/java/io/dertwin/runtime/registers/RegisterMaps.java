package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads register maps. */
public final class RegisterMaps {

    private static final Map<Integer, Table> TABLES = Map.of(
            1, Table.COIL,
            2, Table.DISCRETE_INPUT,
            3, Table.HOLDING_REGISTER,
            4, Table.INPUT_REGISTER,
            5, Table.COIL,
            6, Table.HOLDING_REGISTER,
            15, Table.COIL,
            16, Table.HOLDING_REGISTER);

    private RegisterMaps() {}

    /** Reads a map for devices of a type. */
    public static RegisterMap read(Path file, DeviceType type) {
        return map(file, Optional.of(type));
    }

    /** Reads a map for whatever device. */
    public static RegisterMap read(Path file) {
        return map(file, Optional.empty());
    }

    /** Reads one of {@link #builtInNames()}. */
    public static RegisterMap readBuiltIn(String name, DeviceType type) {
        throw new IllegalArgumentException("there is no built-in register map " + name);
    }

    public static List<String> builtInNames() {
        return List.of();
    }

    private static RegisterMap map(Path file, Optional<DeviceType> type) {
        Settings settings = Settings.of(file.toString(), Documents.read(file), new Problems());
        RegisterMap map = new RegisterMap(
                settings.file(),
                settings.text("device_type").orElse(""),
                settings.text("description").orElse(""),
                settings.sections("registers").stream()
                        .map(entry -> register(entry, type))
                        .toList());
        settings.problems().throwIfAny();
        return map;
    }

    private static Register register(Settings entry, Optional<DeviceType> type) {
        Encoding.Type wireType =
                Encoding.Type.valueOf(entry.text("type").orElse("uint16").toUpperCase(Locale.ROOT));
        Optional<String> internalName = entry.text("internal_name");
        boolean counter = type.stream()
                .flatMap(known -> known.points().stream())
                .anyMatch(point -> point.kind() == Point.Kind.COUNTER
                        && internalName.filter(point.name()::equals).isPresent());
        return new Register(
                entry.text("name").orElse(""),
                internalName,
                TABLES.get(entry.number("func").orElse(4)),
                entry.choice("direction", "read", List.of("read", "write")).equals("read")
                        ? Direction.READ
                        : Direction.WRITE,
                entry.number("address").whole().between(0, 65_535).orElse(0),
                entry.number("count").whole().between(1, 125).orElse(1),
                new Encoding(
                        wireType,
                        entry.number("scale").orElse(1.0),
                        entry.choice("endian", "big", List.of("big", "little")).equals("big")
                                ? Order.BIG
                                : Order.LITTLE,
                        Order.BIG,
                        counter ? Overflow.WRAP : Overflow.SATURATE),
                Optional.empty(),
                entry.text("unit").orElse(""),
                Map.of(),
                entry.text("description").orElse(""),
                entry.line());
    }
}
