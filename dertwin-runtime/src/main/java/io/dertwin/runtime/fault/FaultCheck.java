package io.dertwin.runtime.fault;

import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.settings.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a fault fits its site. */
final class FaultCheck {

    private final List<PlantDevice> devices;
    private final List<FaultTarget> targets;

    FaultCheck(List<PlantDevice> devices, List<FaultTarget> targets) {
        this.devices = devices;
        this.targets = targets;
    }

    /**
     * @throws InvalidFaultException if it does not
     */
    void require(Fault fault) {
        PlantDevice device = device(fault);
        if (fault.kind() instanceof FaultKind.Trip) {
            requirePoint(device, fault, "fault_code");
        }
        if (fault.kind() instanceof FaultKind.Derate) {
            requirePoint(device, fault, "permitted_power_percent");
        }
        List<Register> registers = registers(device);
        if (!registers.isEmpty()) {
            fault.scope().registers().forEach(selector -> requireRegister(device, registers, selector));
        }
        if (fault.kind() instanceof FaultKind.Stuck stuck) {
            stuck.value().ifPresent(value -> requireType(fault, registers, value));
        }
    }

    /**
     * Not for what comes out of a snapshot: that may be of another run, whose listeners had other ports.
     *
     * @throws InvalidFaultException if the device cannot be reached in the way in which the fault is to come
     */
    void requireBinding(Fault fault) {
        List<String> bindings = targets.stream()
                .filter(target -> target.device().equals(fault.device()))
                .flatMap(target -> target.bindings().stream())
                .toList();
        fault.scope().binding().ifPresent(wanted -> {
            if (!bindings.isEmpty() && bindings.stream().noneMatch(fault.scope()::hasBinding)) {
                throw new InvalidFaultException(fault.device() + " has no binding '" + wanted + "', but "
                        + bindings.stream().sorted().collect(Collectors.joining(" and ")));
            }
        });
    }

    private PlantDevice device(Fault fault) {
        List<String> names = devices.stream().map(PlantDevice::id).toList();
        return devices.stream()
                .filter(device -> device.id().equals(fault.device()))
                .findFirst()
                .orElseThrow(() -> new InvalidFaultException(
                        "there is no device '" + fault.device() + "'" + Nearest.hint(fault.device(), names)));
    }

    private static void requirePoint(PlantDevice device, Fault fault, String name) {
        boolean settable = device.type().points().stream()
                .filter(Point::canBeSet)
                .anyMatch(point -> point.name().equals(name));
        if (!settable) {
            throw new InvalidFaultException(device.id() + ", a " + device.type().name() + ", cannot have the fault "
                    + fault.kind().name());
        }
    }

    private List<Register> registers(PlantDevice device) {
        return targets.stream()
                .filter(target -> target.device().equals(device.id()))
                .flatMap(target -> target.bank().map().registers().stream())
                .distinct()
                .toList();
    }

    private static void requireRegister(PlantDevice device, List<Register> registers, RegisterSelector selector) {
        if (selector.isName() && registers.stream().noneMatch(selector::selects)) {
            List<String> names = registers.stream()
                    .flatMap(register -> Stream.concat(Stream.of(register.name()), register.internalName().stream()))
                    .distinct()
                    .toList();
            throw new InvalidFaultException(
                    device.id() + " has no register '" + selector + "'" + Nearest.hint(selector.toString(), names));
        }
    }

    private static void requireType(Fault fault, List<Register> registers, Object value) {
        for (Register register : registers) {
            boolean selected = fault.scope().registers().stream().anyMatch(one -> one.selects(register));
            boolean isText = register.encoding().type() == Encoding.Type.STRING;
            if (selected && isText != value instanceof String) {
                throw new InvalidFaultException(register.name() + " takes " + (isText ? "a text" : "a number")
                        + ", but is to be stuck at " + value);
            }
        }
    }
}
