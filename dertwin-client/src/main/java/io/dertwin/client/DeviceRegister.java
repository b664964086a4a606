package io.dertwin.client;

import java.util.List;

/**
 * A register of a device, and what a client that reads it finds there.
 *
 * <pre>{@code
 * site.device("bess-1").registers().stream()
 *         .filter(register -> register.address() == 32002)
 *         .forEach(register -> System.out.println(register.words() + " is " + register.value().value()));
 * }</pre>
 *
 * @param table where it stands
 * @param address its first address, from 0
 * @param count how many addresses it covers
 * @param type the type on the wire as register maps write it: {@code uint16}
 * @param scale what a raw unit is worth
 * @param writable whether clients write it
 * @param words as they come over the wire, bits as 0 and 1
 * @param value what the words mean
 * @param description what the register map says about it; may be empty
 */
public record DeviceRegister(
        RegisterAccess.Table table,
        int address,
        int count,
        String type,
        double scale,
        boolean writable,
        List<Integer> words,
        RegisterValue value,
        String description) {

    /** Whether the register is called this, by the map or by the device. */
    public boolean isCalled(String name) {
        return value.isCalled(name);
    }
}
