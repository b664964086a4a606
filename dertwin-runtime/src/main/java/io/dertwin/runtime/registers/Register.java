package io.dertwin.runtime.registers;

import java.util.Map;
import java.util.Optional;

/**
 * One entry of a register map.
 *
 * @param name what the EMS calls it
 * @param internalName the device's point or command behind it; empty for a constant or plain storage
 * @param table where it stands
 * @param direction who sets it
 * @param address first address, from 0
 * @param count how many addresses it covers
 * @param encoding how its value becomes words
 * @param constant the value of a register without an internal name; of a written one the value before the first write: a
 *     number, a {@code Boolean} or a {@code String}; NaN stands for a value that is not there
 * @param unit physical unit; empty if it has none
 * @param options names of the values that the register takes; empty if it takes any
 * @param description free text; may be empty
 * @param line line in the map's file
 */
public record Register(
        String name,
        Optional<String> internalName,
        Table table,
        Direction direction,
        int address,
        int count,
        Encoding encoding,
        Optional<Object> constant,
        String unit,
        Map<Long, String> options,
        String description,
        int line) {

    /** The first address after the register. */
    public int end() {
        return address + count;
    }
}
