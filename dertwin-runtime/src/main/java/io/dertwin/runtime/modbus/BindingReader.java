package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.transport.SerialSettings;
import io.dertwin.runtime.modbus.transport.SerialSettings.Parity;
import io.dertwin.runtime.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the Modbus entries of an asset's {@code protocols}. */
final class BindingReader {

    private BindingReader() {}

    static ModbusBinding.Listener listener(String kind, Settings block) {
        return switch (kind) {
            case "modbus_rtu" -> serial(block);
            case "modbus_rtu_over_tcp" -> new ModbusBinding.RtuOverTcp(ip(block), tcpPort(block));
            default -> new ModbusBinding.Tcp(ip(block), tcpPort(block));
        };
    }

    private static String ip(Settings block) {
        return block.text("ip").orElse("127.0.0.1");
    }

    private static int tcpPort(Settings block) {
        return (int) block.number("port").whole().between(0, 65_535).required(0);
    }

    private static ModbusBinding.Serial serial(Settings block) {
        Optional<String> path = block.text("port");
        if (!block.has("port")) {
            block.reject("port", "is missing: the path of the serial device");
        }
        // the response time-out of a master: of no use to a slave, but DER Twin's files have it
        block.number("timeout").above(0).orElse(1.0);
        return new ModbusBinding.Serial(path.orElse(""), settings(block), ip(block), bridgePort(block));
    }

    private static SerialSettings settings(Settings block) {
        List<String> letters =
                Arrays.stream(Parity.values()).map(BindingReader::letter).toList();
        String parity = block.choice("parity", "N", letters);
        return new SerialSettings(
                block.number("baudrate").whole().between(50, 4_000_000).orElse(9600),
                Parity.values()[letters.indexOf(parity)],
                block.number("bytesize").whole().between(5, 8).orElse(8),
                block.number("stopbits").whole().between(1, 2).orElse(1),
                block.flag("realistic_timing", false));
    }

    private static String letter(Parity parity) {
        return parity.name().substring(0, 1);
    }

    private static OptionalInt bridgePort(Settings block) {
        return block.has("bridge_port")
                ? OptionalInt.of(
                        block.number("bridge_port").whole().between(0, 65_535).orElse(0))
                : OptionalInt.empty();
    }

    /** On a serial line 0 is the broadcast address and everything above 247 is reserved. */
    static int unitId(Settings block, ModbusBinding.Listener listener) {
        return listener instanceof ModbusBinding.Tcp
                ? block.number("unit_id").whole().between(0, 255).orElse(1)
                : block.number("unit_id").whole().between(1, 247).orElse(1);
    }

    /** Whether an address outside the register map is refused. */
    static boolean rejectsUnmapped(Settings block) {
        return block.choice("unmapped", "zero", List.of("zero", "reject")).equals("reject");
    }
}
