package io.dertwin.runtime.device;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.device.pv.InverterType;
import java.util.List;
import java.util.Optional;

/** The device types there are. */
public final class DeviceTypes {

    private static final List<DeviceType> ALL = List.of(new BessType(), new InverterType());

    private DeviceTypes() {}

    public static List<DeviceType> all() {
        return ALL;
    }

    public static Optional<DeviceType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(DeviceType::name).toList();
    }
}
