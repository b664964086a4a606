package io.dertwin.runtime.device;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.device.chp.ChpType;
import io.dertwin.runtime.device.meter.EnergyMeterType;
import io.dertwin.runtime.device.pv.InverterType;
import java.util.List;
import java.util.Optional;

/** The device types that a site can be made of. */
public record DeviceTypes(List<DeviceType> all) {

    /** Those that ship. */
    public static DeviceTypes standard() {
        return new DeviceTypes(List.of(new BessType(), new InverterType(), new ChpType(), new EnergyMeterType()));
    }

    public Optional<DeviceType> named(String name) {
        return all.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return all.stream().map(DeviceType::name).toList();
    }
}
