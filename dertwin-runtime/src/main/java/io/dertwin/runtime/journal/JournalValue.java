package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Register;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a register held, or was set to.
 *
 * @param register its name in the register map
 * @param internalName the device's point or command behind it; empty for a constant or plain storage
 * @param address where it begins
 * @param value a {@code Double}, or a {@code String} of a register of text
 * @param unit physical unit; empty if it has none
 * @param option the name of the value, of a register that takes named ones
 */
public record JournalValue(
        String register,
        Optional<String> internalName,
        int address,
        Object value,
        String unit,
        Optional<String> option) {

    /** What the words of a register mean. */
    public static JournalValue of(Register register, int[] words) {
        return Decoding.value(register, words, 0);
    }

    /** The value, if it is a number. */
    public OptionalDouble number() {
        return value instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** Whether the register is called this, by the map or by the device. */
    public boolean isCalled(String name) {
        return register.equals(name) || internalName.filter(name::equals).isPresent();
    }
}
