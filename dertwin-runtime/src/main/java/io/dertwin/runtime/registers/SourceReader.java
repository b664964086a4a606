package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.settings.Nearest;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what is behind a register: a point or a command of the device, or a value of the map's own. */
final class SourceReader {

    private final Optional<DeviceType> device;

    SourceReader(Optional<DeviceType> device) {
        this.device = device;
    }

    /** The name of the device's point or command; none if a value stands in its place. */
    Optional<String> internalName(Settings settings, Direction direction, Type type) {
        Optional<String> name = settings.text("internal_name");
        if (name.isPresent() && type == Type.STRING) {
            settings.reject("internal_name", "must be left out: devices report no texts; give a value in its place");
        } else if (name.isPresent() && device.isPresent()) {
            rejectUnknown(settings, name.get(), direction, device.get());
        }
        return name;
    }

    private static void rejectUnknown(Settings settings, String name, Direction direction, DeviceType type) {
        Set<String> known = new LinkedHashSet<>();
        type.commands().forEach(command -> known.add(command.name()));
        boolean point = type.points().stream().anyMatch(one -> one.name().equals(name));
        if (direction == Direction.READ) {
            type.points().forEach(one -> known.add(one.name()));
        } else if (point && !known.contains(name)) {
            settings.reject(
                    "internal_name",
                    "'" + name + "' of a device of type " + type.name()
                            + " can only be read, but the register is written");
            return;
        }
        if (!known.contains(name)) {
            settings.reject(
                    "internal_name",
                    "a device of type " + type.name() + " has no '" + name + "' to " + direction.text()
                            + Nearest.hint(name, known)
                            + " (a register that is not simulated takes a value in place of internal_name)");
        }
    }

    /** What a value of the device does that is too large for its register, unless the map says otherwise. */
    Overflow overflow(Optional<String> internalName, Direction direction) {
        boolean counter = direction == Direction.READ
                && device.stream()
                        .flatMap(type -> type.points().stream())
                        .anyMatch(point -> point.kind() == Point.Kind.COUNTER
                                && point.name().equals(internalName.orElse("")));
        return counter ? Overflow.WRAP : Overflow.SATURATE;
    }

    /** The value in place of an internal name. */
    Optional<Object> constant(Settings settings, Encoding encoding, Table table, int count) {
        Optional<Node> value = settings.value("value");
        boolean named = settings.has("internal_name");
        if (named && value.isPresent()) {
            settings.reject("value", "must be left out beside an internal_name");
        }
        if (named || value.isEmpty()) {
            if (!named) {
                settings.reject("needs an internal_name, or a value if the simulator does not model it");
            }
            return Optional.empty();
        }
        Object constant = value.get() instanceof Node.Scalar scalar ? scalar.value() : value.get();
        Optional<String> demand = Constant.demand(constant, encoding, table, count);
        demand.ifPresent(must ->
                settings.reject("value", must + ", but is " + value.get().kind()));
        return demand.isPresent() ? Optional.of(0L) : Optional.of(constant);
    }
}
