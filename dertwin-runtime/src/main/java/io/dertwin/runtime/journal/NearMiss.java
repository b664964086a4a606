package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Codec;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Guesses what was meant by an access that does not fit the register map, by the mistakes that drivers are known for. */
final class NearMiss {

    /** How Modicon's six-digit and five-digit notations count the registers of a table. */
    private static final int[] INPUT_NOTATION = {30_001, 30_000};

    private static final int[] HOLDING_NOTATION = {40_001, 40_000};
    private static final int[] DISCRETE_NOTATION = {10_001, 10_000};

    private static final int FARTHEST_NEIGHBOUR = 100;
    private static final double WORD = 65_536;

    private final MappedDevice device;
    private final Table table;
    private final Direction direction;
    private final int address;
    private final int quantity;
    private final int[] words;

    NearMiss(MappedDevice device, Table table, Direction direction, Stored.Range range) {
        this.device = device;
        this.table = table;
        this.direction = direction;
        this.address = range.address();
        this.quantity = range.quantity();
        this.words = range.words();
    }

    /** A sentence about what was probably meant; empty if the access fits, or nothing comes to mind. */
    Optional<String> find() {
        if (mapped().bound(address, quantity)) {
            return first(List.of(this::cut, this::swapped));
        }
        return first(List.of(
                this::beyondTheEnd,
                this::otherDirection,
                this::otherTable,
                this::offByOne,
                this::notation,
                this::cut,
                this::neighbour));
    }

    private static Optional<String> first(List<Supplier<Optional<String>>> guesses) {
        return guesses.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    /** The access takes a part of a register of several words. */
    private Optional<String> cut() {
        return mapped().touching(address, quantity).stream()
                .filter(register -> register.address() < address || register.end() > address + quantity)
                .findFirst()
                .map(register -> did() + "; " + register.name() + " is " + kind(register) + " at " + place(register)
                        + ": " + verb() + " it as a whole");
    }

    /** The access takes a register and what follows it, as if the register were wider. */
    private Optional<String> beyondTheEnd() {
        List<Register> touched = mapped().touching(address, quantity);
        if (touched.size() != 1
                || touched.get(0).address() != address
                || touched.get(0).end() >= address + quantity) {
            return Optional.empty();
        }
        Register register = touched.get(0);
        return Optional.of(did() + "; " + register.name() + " is " + kind(register) + " at " + place(register)
                + " only: wrong size?");
    }

    private Optional<String> otherDirection() {
        if (direction == Direction.READ) {
            return Optional.empty();
        }
        return at(device.readable(table), address)
                .map(register -> did() + "; " + register.name() + " at " + place(register) + " can only be read");
    }

    private Optional<String> otherTable() {
        return others().flatMap(other -> at(registers(other), address).stream()
                        .map(register -> did() + " as " + name(table) + "; " + register.name() + " at "
                                + place(register) + " is " + singular(other) + ": use function " + function(other)))
                .findFirst();
    }

    private Optional<String> offByOne() {
        return first(List.of(
                () -> at(mapped(), address - 1)
                        .map(register ->
                                did() + "; " + register.name() + " is at " + place(register) + ": zero-based?"),
                () -> at(mapped(), address + 1)
                        .map(register -> did() + "; " + register.name() + " is at " + place(register)
                                + ": one subtracted too many?")));
    }

    private Optional<String> notation() {
        return Stream.concat(Stream.of(table), others())
                .flatMap(candidate -> notation(candidate).stream())
                .findFirst();
    }

    private Optional<String> notation(Table candidate) {
        MappedDevice.Registers registers = registers(candidate);
        for (int shift : shifts(candidate)) {
            Optional<String> meant = first(List.of(
                    () -> at(registers, address - shift)
                            .map(register -> did() + "; " + register.name() + " is " + singular(candidate) + " at "
                                    + place(register) + ": is " + address + " Modicon notation?"),
                    () -> at(registers, address + shift)
                            .map(register -> did() + "; " + register.name() + " is " + singular(candidate) + " at "
                                    + place(register) + ": the address as it is, not Modicon notation")));
            if (meant.isPresent()) {
                return meant;
            }
        }
        return Optional.empty();
    }

    private Optional<String> neighbour() {
        return mapped().list().stream()
                .filter(register -> distance(register) <= FARTHEST_NEIGHBOUR)
                .min((a, b) -> Integer.compare(distance(a), distance(b)))
                .map(register -> did() + "; the nearest register is " + register.name() + " at " + place(register));
    }

    /** Words that make sense the other way round only. */
    private Optional<String> swapped() {
        if (direction == Direction.READ || words.length < quantity) {
            return Optional.empty();
        }
        return mapped().touching(address, quantity).stream()
                .filter(register -> register.address() >= address && register.end() <= address + quantity)
                .flatMap(register -> swapped(register).stream())
                .findFirst();
    }

    private Optional<String> swapped(Register register) {
        Encoding.Type type = register.encoding().type();
        if (type != Encoding.Type.INT32 && type != Encoding.Type.UINT32) {
            return Optional.empty();
        }
        int from = register.address() - address;
        double value = Codec.decode(register.encoding(), register.count(), words, from);
        double other = Codec.decode(swapped(register.encoding()), register.count(), words, from);
        double scale = Math.abs(register.encoding().scale());
        boolean plausible = Math.abs(other) < WORD / 2 * scale && Math.abs(value) >= (WORD - 1) * scale;
        return plausible
                ? Optional.of("you wrote " + value + " to " + register.name() + "; with its words swapped it is "
                        + other + ": word order?")
                : Optional.empty();
    }

    private static Encoding swapped(Encoding encoding) {
        Order order = encoding.wordOrder() == Order.BIG ? Order.LITTLE : Order.BIG;
        return new Encoding(encoding.type(), encoding.scale(), order, encoding.byteOrder(), encoding.overflow());
    }

    private MappedDevice.Registers mapped() {
        return registers(table);
    }

    private MappedDevice.Registers registers(Table of) {
        return device.of(of, direction);
    }

    /** The tables in which the same kind of access could have been meant. */
    private Stream<Table> others() {
        return Stream.of(Table.values())
                .filter(other -> other != table)
                .filter(other -> direction == Direction.READ || other == Table.COIL || other == Table.HOLDING_REGISTER);
    }

    private static Optional<Register> at(MappedDevice.Registers registers, int where) {
        return registers.touching(where, 1).stream().findFirst();
    }

    private int distance(Register register) {
        return Math.max(register.address() - (address + quantity - 1), address - (register.end() - 1));
    }

    private static int[] shifts(Table of) {
        return switch (of) {
            case HOLDING_REGISTER -> HOLDING_NOTATION;
            case INPUT_REGISTER -> INPUT_NOTATION;
            case DISCRETE_INPUT -> DISCRETE_NOTATION;
            case COIL -> new int[0];
        };
    }

    private String verb() {
        return direction == Direction.READ ? "read" : "write";
    }

    private String did() {
        String range = quantity == 1 ? String.valueOf(address) : address + " to " + (address + quantity - 1);
        return (direction == Direction.READ ? "you read " : "you wrote ") + range;
    }

    private static String place(Register register) {
        return register.count() == 1
                ? String.valueOf(register.address())
                : register.address() + " to " + (register.end() - 1);
    }

    private static String kind(Register register) {
        String type = register.encoding().type().name().toLowerCase(Locale.ROOT);
        return (type.startsWith("i") ? "an " : "a ") + type;
    }

    private static String name(Table of) {
        return of.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String singular(Table of) {
        return (of == Table.INPUT_REGISTER ? "an " : "a ") + name(of);
    }

    private String function(Table of) {
        return switch (of) {
            case COIL -> direction == Direction.READ ? "01" : "05 or 0F";
            case DISCRETE_INPUT -> "02";
            case INPUT_REGISTER -> "04";
            case HOLDING_REGISTER -> direction == Direction.READ ? "03" : "06 or 10";
        };
    }
}
