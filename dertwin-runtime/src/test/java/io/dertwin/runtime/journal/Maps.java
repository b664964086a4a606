package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Register maps in few words. */
final class Maps {

    private Maps() {}

    static MappedDevice device(Register... registers) {
        return new MappedDevice("bess-1", new RegisterMap("map.yaml", "", "", List.of(registers)));
    }

    static Register input(String name, int address, Type type) {
        return register(name, Table.INPUT_REGISTER, Direction.READ, address, type, 1, Map.of());
    }

    static Register holding(String name, int address, Type type) {
        return register(name, Table.HOLDING_REGISTER, Direction.READ, address, type, 1, Map.of());
    }

    static Register command(String name, int address, Type type) {
        return register(name, Table.HOLDING_REGISTER, Direction.WRITE, address, type, 1, Map.of());
    }

    static Register register(
            String name,
            Table table,
            Direction direction,
            int address,
            Type type,
            double scale,
            Map<Long, String> options) {
        return new Register(
                name,
                Optional.of("internal_" + name),
                table,
                direction,
                address,
                count(type),
                new Encoding(type, scale, Order.BIG, Order.BIG, Encoding.Overflow.SATURATE),
                Optional.empty(),
                "kW",
                options,
                "",
                1);
    }

    private static int count(Type type) {
        return switch (type) {
            case UINT16, INT16, BITS -> 1;
            case UINT32, INT32, FLOAT32 -> 2;
            case UINT64, INT64, FLOAT64, STRING -> 4;
        };
    }
}
