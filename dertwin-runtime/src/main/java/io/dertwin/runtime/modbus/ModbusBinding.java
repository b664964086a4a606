package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.transport.SerialSettings;
import io.dertwin.runtime.protocol.Binding;
import io.dertwin.runtime.protocol.ReferencedFile;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device as a unit of a Modbus port or line.
 *
 * @param listener where it is served; bindings with equal listeners share one
 * @param unitId the device's unit id there
 * @param registers what it has there
 * @param registersFile where that is written; empty for a map that ships
 * @param rejectUnmapped whether an address outside the map is answered with exception 02
 */
record ModbusBinding(
        Listener listener,
        int unitId,
        RegisterLayout registers,
        Optional<ReferencedFile> registersFile,
        boolean rejectUnmapped)
        implements Binding {

    @Override
    public List<Claim> claims() {
        String share = "unit id " + unitId;
        List<Claim> claims = new ArrayList<>();
        if (listener instanceof Tcp tcp && tcp.port() != 0) {
            claims.add(new Claim("port " + tcp.port(), "modbus_tcp on " + tcp.ip(), share));
        } else if (listener instanceof RtuOverTcp rtu && rtu.port() != 0) {
            claims.add(new Claim("port " + rtu.port(), "modbus_rtu_over_tcp on " + rtu.ip(), share));
        } else if (listener instanceof Serial serial) {
            claims.add(new Claim("serial device " + serial.path(), describe(serial.settings()), share));
            serial.bridgePort().ifPresent(port -> {
                if (port != 0) {
                    claims.add(new Claim("port " + port, "bridge of " + serial.path(), share));
                }
            });
        }
        return claims;
    }

    @Override
    public String description() {
        return listener.kind() + " " + listener.place() + " unit " + unitId;
    }

    @Override
    public Optional<RegisterMap> registerMap() {
        return Optional.of(registers.map());
    }

    @Override
    public List<ReferencedFile> files() {
        return registersFile.stream().toList();
    }

    private static String describe(SerialSettings settings) {
        return "modbus_rtu " + settings.baudRate() + " " + settings.dataBits()
                + settings.parity().name().charAt(0) + settings.stopBits()
                + (settings.realisticTiming() ? " with realistic timing" : "");
    }

    /** What a binding listens on. */
    sealed interface Listener {

        /** The {@code kind} of a site file. */
        String kind();

        /** Port or path. */
        String place();
    }

    /** Modbus TCP; with port 0 any free one, that is not shared. */
    record Tcp(String ip, int port) implements Listener {
        @Override
        public String kind() {
            return "modbus_tcp";
        }

        @Override
        public String place() {
            return "port " + port;
        }
    }

    /** RTU frames over a TCP connection; with port 0 any free one, that is not shared. */
    record RtuOverTcp(String ip, int port) implements Listener {
        @Override
        public String kind() {
            return "modbus_rtu_over_tcp";
        }

        @Override
        public String place() {
            return "port " + port;
        }
    }

    /**
     * A serial line.
     *
     * @param path the serial device, or where to link a pseudo-terminal
     * @param settings how bits go over it
     * @param bridgeIp address that the bridge listens on
     * @param bridgePort TCP port that carries the line's frames; empty for the next one in the row
     */
    record Serial(String path, SerialSettings settings, String bridgeIp, OptionalInt bridgePort) implements Listener {
        @Override
        public String kind() {
            return "modbus_rtu";
        }

        @Override
        public String place() {
            return path;
        }
    }
}
