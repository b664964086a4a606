package io.dertwin.client;

import java.util.Optional;

/**
 * What a register held, or was set to.
 *
 * <pre>{@code
 * RegisterValue setpoint = write.registerValue();
 * assertThat(setpoint.unit()).isEqualTo("kW");
 * }</pre>
 *
 * @param register its name in the register map
 * @param internalName the device's point or command behind it; empty for a constant or plain storage
 * @param address where it begins
 * @param value the number in physical units; NaN of a register of text
 * @param text the text of a register of text
 * @param unit physical unit; empty if it has none
 * @param option the name of the value, of a register that takes named ones
 */
public record RegisterValue(
        String register,
        Optional<String> internalName,
        int address,
        double value,
        Optional<String> text,
        String unit,
        Optional<String> option) {

    /** Whether the register is called this, by the map or by the device. */
    public boolean isCalled(String name) {
        return register.equals(name) || internalName.filter(name::equals).isPresent();
    }
}
