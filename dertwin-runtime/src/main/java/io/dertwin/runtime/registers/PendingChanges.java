package io.dertwin.runtime.registers;

import io.dertwin.runtime.engine.CommandPort;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.WriteTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a write request would change, until it is clear that nothing of it is refused. */
final class PendingChanges {

    private final int[] commands;
    private final double[] values;
    private final List<Kept> kept = new ArrayList<>();

    private int commandCount;

    private record Kept(Table table, int address, int word) {}

    /**
     * @param most how many addresses are written
     */
    PendingChanges(int most) {
        commands = new int[most];
        values = new double[most];
    }

    void command(int command, double value) {
        commands[commandCount] = command;
        values[commandCount++] = value;
    }

    void keep(Table table, int address, int word) {
        kept.add(new Kept(table, address, word));
    }

    /** Writes the commands as one. */
    Optional<CommandWrite> command(CommandPort port, WriteTerm term) throws CommandRefusedException {
        return commandCount == 0
                ? Optional.empty()
                : Optional.of(
                        port.write(Arrays.copyOf(commands, commandCount), Arrays.copyOf(values, commandCount), term));
    }

    void store(PlainStorage storage) {
        kept.forEach(one -> storage.put(one.table(), one.address(), one.word()));
    }
}
