package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which register stands at which address, and what of the device is behind it. Made once per map, shared by all devices that use it. */
public final class RegisterLayout {

    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int ADDRESSES = 0x10000;

    private final RegisterMap map;
    private final Map<Table, Slot[][]> read = new EnumMap<>(Table.class);
    private final Map<Table, Slot[][]> written = new EnumMap<>(Table.class);

    /**
     * A register and what is behind it.
     *
     * @param source index of the device's point, of a written register of its command; {@link #NOTHING} for a constant or
     *     plain storage
     */
    record Slot(Register register, int source) {

        static final int NOTHING = -1;

        boolean isPlain() {
            return source == NOTHING;
        }
    }

    public RegisterLayout(RegisterMap map, DeviceType type) {
        this.map = map;
        List<String> points = type.points().stream().map(Point::name).toList();
        List<String> commands = type.commands().stream().map(CommandPoint::name).toList();
        for (Table table : Table.values()) {
            read.put(table, new Slot[ADDRESSES >> PAGE_BITS][]);
            written.put(table, new Slot[ADDRESSES >> PAGE_BITS][]);
        }
        for (Register register : map.registers()) {
            List<String> names = register.direction() == Direction.READ ? points : commands;
            int source = register.internalName().map(names::indexOf).orElse(Slot.NOTHING);
            put(new Slot(register, source));
        }
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
        Slot writable = at(written.get(table), address);
        return writable != null ? writable : at(read.get(table), address);
    }

    /** What a master writes at the address, or null. */
    Slot toWrite(Table table, int address) {
        return at(written.get(table), address);
    }

    /** The registers of one direction that the addresses touch, in order of address. */
    List<Register> touched(Table table, int address, int count, Direction direction) {
        Slot[][] pages = pages(table, direction);
        List<Register> touched = new ArrayList<>();
        Slot last = null;
        for (int i = address; i < Math.min(address + count, ADDRESSES); i++) {
            Slot slot = at(pages, i);
            if (slot != null && slot != last) {
                touched.add(slot.register());
                last = slot;
            }
        }
        return touched;
    }

    private Slot[][] pages(Table table, Direction direction) {
        return (direction == Direction.READ ? read : written).get(table);
    }

    private static Slot at(Slot[][] pages, int address) {
        Slot[] page = pages[address >> PAGE_BITS];
        return page == null ? null : page[address & PAGE_SIZE - 1];
    }
}
