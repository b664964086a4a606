package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.ModbusBinding.RtuOverTcp;
import io.dertwin.runtime.modbus.ModbusBinding.Serial;
import io.dertwin.runtime.modbus.ModbusBinding.Tcp;
import io.dertwin.runtime.protocol.PortPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Which bindings share a listener, and the TCP ports that the listeners take. Serial lines are counted, for their bridges' ports. */
final class Listeners {

    private final PortPolicy ports;

    private int lines;

    Listeners(PortPolicy ports) {
        this.ports = ports;
    }

    /** Those that share a port or line; any free port is never shared. */
    static <T> List<List<T>> groups(List<T> all, Function<T, ModbusBinding> binding) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T one : all) {
            ModbusBinding.Listener listener = binding.apply(one).listener();
            String shared = isAnyPort(listener) ? "any " + groups.size() : shared(listener);
            groups.computeIfAbsent(shared, key -> new ArrayList<>()).add(one);
        }
        return List.copyOf(groups.values());
    }

    private static boolean isAnyPort(ModbusBinding.Listener listener) {
        return listener instanceof Tcp tcp && tcp.port() == 0 || listener instanceof RtuOverTcp rtu && rtu.port() == 0;
    }

    /** What two listeners that are one have in common. */
    private static String shared(ModbusBinding.Listener listener) {
        if (listener instanceof Serial serial) {
            return serial.path();
        }
        String ip = listener instanceof Tcp tcp ? tcp.ip() : ((RtuOverTcp) listener).ip();
        return listener.kind() + " " + listener.place() + " on " + ip;
    }

    /** The TCP port of the next listener, which these bindings share; of a serial line that of its bridge. */
    int nextTcpPort(List<ModbusBinding> together) {
        ModbusBinding.Listener listener = together.get(0).listener();
        if (listener instanceof Tcp tcp) {
            return ports.tcp(tcp.port());
        }
        return listener instanceof RtuOverTcp rtu ? ports.tcp(rtu.port()) : bridgePort(together);
    }

    private int bridgePort(List<ModbusBinding> together) {
        int line = lines++;
        return together.stream()
                .map(binding -> ((Serial) binding.listener()).bridgePort())
                .flatMapToInt(OptionalInt::stream)
                .map(ports::tcp)
                .findFirst()
                .orElseGet(() -> ports.bridge(line));
    }
}
