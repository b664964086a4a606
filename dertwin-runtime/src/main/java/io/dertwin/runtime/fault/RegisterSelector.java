package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Register;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names registers: by the map's name or the device's own, in which {@code *} stands for anything, or by address.
 *
 * <pre>{@code
 * RegisterSelector.of("total_*_energy");
 * RegisterSelector.of("10126-10127");
 * }</pre>
 */
public final class RegisterSelector {

    private static final Pattern ADDRESSES = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int LAST_ADDRESS = 65_535;

    private final String text;
    private final Optional<NamePattern> name;
    private final int first;
    private final int last;

    private RegisterSelector(String text, Optional<NamePattern> name, int first, int last) {
        this.text = text;
        this.name = name;
        this.first = first;
        this.last = last;
    }

    /**
     * @throws IllegalArgumentException if addresses are out of order or beyond 65535
     */
    public static RegisterSelector of(String text) {
        Matcher addresses = ADDRESSES.matcher(text);
        if (!addresses.matches()) {
            return new RegisterSelector(text, Optional.of(new NamePattern(text)), -1, -1);
        }
        int first = Integer.parseInt(addresses.group(1));
        int last = addresses.group(2) == null ? first : Integer.parseInt(addresses.group(2));
        if (first > last || last > LAST_ADDRESS) {
            throw new IllegalArgumentException(
                    text + " are no addresses: they go from 0 to 65535, the lower one first");
        }
        return new RegisterSelector(text, Optional.empty(), first, last);
    }

    boolean isName() {
        return name.isPresent();
    }

    boolean selects(Register register) {
        if (name.isEmpty()) {
            return register.address() <= last && register.end() > first;
        }
        NamePattern pattern = name.get();
        return pattern.matches(register.name())
                || register.internalName().filter(pattern::matches).isPresent();
    }

    /** Whether addresses are selected, be they mapped or not; a name selects none. */
    boolean selects(int address, int quantity) {
        return name.isEmpty() && address <= last && address + quantity > first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisterSelector selector && selector.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
