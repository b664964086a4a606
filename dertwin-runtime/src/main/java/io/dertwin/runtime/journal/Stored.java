package io.dertwin.runtime.journal;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An entry as the journal keeps it: bare words, and what gives them a meaning. Device, faults and command may be null. */
record Stored(
        long sequence,
        double receivedTime,
        long receivedWall,
        double answeredTime,
        long answeredWall,
        String binding,
        String client,
        int unitId,
        MappedDevice device,
        int function,
        Range read,
        Range write,
        Outcome outcome,
        int exceptionCode,
        String message,
        String faults,
        CommandWrite command,
        byte[] frame) {

    private static final long NANOS_A_SECOND = 1_000_000_000L;

    /** Addresses and what went over the wire for them: a word or bit each, or nothing. */
    record Range(int address, int quantity, int[] words) {}

    /** Whether it touches one of these registers. */
    boolean touches(Set<String> registers, JournalQuery.Kind access) {
        return access != JournalQuery.Kind.WRITE && touches(registers, read, Direction.READ)
                || access != JournalQuery.Kind.READ && touches(registers, write, Direction.WRITE);
    }

    private boolean touches(Set<String> registers, Range range, Direction direction) {
        return device != null
                && range.quantity() > 0
                && device.of(table(), direction).touching(range.address(), range.quantity()).stream()
                        .anyMatch(one -> registers.contains(one.name())
                                || one.internalName()
                                        .filter(registers::contains)
                                        .isPresent());
    }

    JournalEntry decode() {
        return new JournalEntry(
                sequence,
                new Moment(receivedTime, instant(receivedWall)),
                Double.isNaN(answeredTime)
                        ? Optional.empty()
                        : Optional.of(new Moment(answeredTime, instant(answeredWall))),
                binding,
                client,
                unitId,
                device == null ? "" : device.id(),
                function,
                access(read, Direction.READ),
                access(write, Direction.WRITE),
                outcome,
                exceptionCode,
                message,
                command == null || command.effectiveTick() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(command.effectiveTick()),
                faults == null ? List.of() : List.of(faults.split(",")),
                HexFormat.ofDelimiter(" ").withUpperCase().formatHex(frame));
    }

    private Optional<Access> access(Range range, Direction direction) {
        if (range.quantity() == 0) {
            return Optional.empty();
        }
        boolean unmapped = device != null && !device.of(table(), direction).bound(range.address(), range.quantity());
        return Optional.of(new Access(
                table(),
                range.address(),
                range.quantity(),
                Arrays.stream(range.words()).boxed().toList(),
                values(range, direction),
                unmapped,
                device == null ? Optional.empty() : new NearMiss(device, table(), direction, range).find()));
    }

    private List<JournalValue> values(Range range, Direction direction) {
        if (device == null || range.words().length < range.quantity()) {
            return List.of();
        }
        List<JournalValue> values = new ArrayList<>();
        for (Register register : device.of(table(), direction).touching(range.address(), range.quantity())) {
            if (register.address() >= range.address() && register.end() <= range.address() + range.quantity()) {
                values.add(Decoding.value(register, range.words(), register.address() - range.address()));
            }
        }
        return values;
    }

    private Table table() {
        return FunctionCode.of(function).flatMap(FunctionCode::table).orElse(Table.HOLDING_REGISTER);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_A_SECOND), Math.floorMod(nanos, NANOS_A_SECOND));
    }
}
