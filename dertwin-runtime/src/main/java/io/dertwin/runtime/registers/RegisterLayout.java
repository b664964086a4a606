package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Which register stands at which address, and what of the device is behind it. Made once for a map and a type of device,
 * and shared by all devices that have both.
 */
public final class RegisterLayout {

    static final int ADDRESSES = 0x10000;

    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private final RegisterMap map;
    private final List<String> points;
    private final List<String> commands;
    private final Slot[][][] read = new Slot[Table.values().length][ADDRESSES >> PAGE_BITS][];
    private final Slot[][][] written = new Slot[Table.values().length][ADDRESSES >> PAGE_BITS][];

    /** What is behind a register. */
    enum Source {
        POINT,
        COMMAND,
        /** Nothing of the device: the register shows its initial words, or those written over them. */
        STORAGE
    }

    /**
     * A register and what is behind it.
     *
     * @param number its place in the map
     * @param index the point's or command's place in the lists of the device's type
     * @param initial the words of the map's own value; empty if a point or command is behind the register
     */
    record Slot(Register register, int number, Source source, int index, int[] initial) {}

    public RegisterLayout(RegisterMap map, DeviceType type) {
        this.map = map;
        this.points = type.points().stream().map(Point::name).toList();
        this.commands = type.commands().stream().map(CommandPoint::name).toList();
        for (int number = 0; number < map.registers().size(); number++) {
            put(slot(map.registers().get(number), number));
        }
    }

    private Slot slot(Register register, int number) {
        String name = register.internalName().orElse("");
        if (register.direction() == Direction.READ && points.contains(name)) {
            return new Slot(register, number, Source.POINT, points.indexOf(name), new int[0]);
        }
        if (commands.contains(name)) {
            return new Slot(register, number, Source.COMMAND, commands.indexOf(name), new int[0]);
        }
        int[] initial = new int[register.count()];
        Codec.encodeConstant(register, initial, 0);
        return new Slot(register, number, Source.STORAGE, 0, initial);
    }

    private void put(Slot slot) {
        Register register = slot.register();
        Slot[][] pages = pages(register.table(), register.direction());
        for (int address = register.address(); address < register.end(); address++) {
            int number = address >> PAGE_BITS;
            if (pages[number] == null) {
                pages[number] = new Slot[PAGE_SIZE];
            }
            pages[number][address & PAGE_SIZE - 1] = slot;
        }
    }

    /** The map that is laid out. */
    public RegisterMap map() {
        return map;
    }

    /** What a master reads at the address, or null; a register that it can write shows what was written. */
    Slot toRead(Table table, int address) {
        Slot writable = at(written[table.ordinal()], address);
        return writable != null ? writable : at(read[table.ordinal()], address);
    }

    /** What a master writes at the address, or null. */
    Slot toWrite(Table table, int address) {
        return at(written[table.ordinal()], address);
    }

    /** The registers of one direction that the addresses touch, in order of address. */
    List<Register> touched(Table table, int address, int count, Direction direction) {
        Slot[][] pages = pages(table, direction);
        List<Register> touched = new ArrayList<>();
        int next = address;
        int end = Math.min(address + count, ADDRESSES);
        while (next < end) {
            Slot slot = at(pages, next);
            if (slot == null) {
                next++;
            } else {
                touched.add(slot.register());
                next = slot.register().end();
            }
        }
        return touched;
    }

    private Slot[][] pages(Table table, Direction direction) {
        return (direction == Direction.READ ? read : written)[table.ordinal()];
    }

    private static Slot at(Slot[][] pages, int address) {
        Slot[] page = pages[address >> PAGE_BITS];
        return page == null ? null : page[address & PAGE_SIZE - 1];
    }
}
