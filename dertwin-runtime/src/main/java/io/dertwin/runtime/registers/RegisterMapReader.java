package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file of a register map. */
final class RegisterMapReader {

    private final RegisterReader reader;

    /**
     * @param type the devices that the map is for; none, if it does not matter what they have to show in it
     */
    RegisterMapReader(Optional<DeviceType> type) {
        this.reader = new RegisterReader(type);
    }

    /** The map as far as it is sound; what is wrong with it is reported with the settings. */
    RegisterMap read(Settings settings) {
        settings.text("protocol");
        String deviceType = settings.text("device_type").orElse("");
        String description = settings.text("description").orElse("");
        if (!settings.has("registers")) {
            settings.reject("registers", "is missing: the list of the map's registers");
        }
        List<Entry> entries = new ArrayList<>();
        for (Settings section : settings.sections("registers")) {
            reader.read(section).ifPresent(register -> entries.add(new Entry(section, register)));
        }
        new Overlaps(entries).reject();
        settings.rejectUnknownKeys();
        return new RegisterMap(
                settings.file(),
                deviceType,
                description,
                entries.stream().map(Entry::register).toList());
    }

    /** A register and where it was read from. */
    record Entry(Settings settings, Register register) {}
}
