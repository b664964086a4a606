package io.dertwin.runtime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.modbus.transport.Mbpoll;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.registers.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** libmodbus', by its command line. */
record MbpollMaster(Endpoint endpoint, Optional<Socat> socat) implements Master {

    /** mbpoll has no RTU over TCP of its own: it gets a terminal that leads there. */
    static MbpollMaster connect(Endpoint endpoint) throws IOException {
        return endpoint.kind().equals("modbus_rtu_over_tcp")
                ? new MbpollMaster(endpoint, Optional.of(Socat.connect(endpoint)))
                : new MbpollMaster(endpoint, Optional.empty());
    }

    @Override
    public int[] read(Table table, int unitId, int address, int count) throws Exception {
        String type = switch (table) {
            case COIL -> "0";
            case DISCRETE_INPUT -> "1";
            case INPUT_REGISTER -> "3:hex";
            case HOLDING_REGISTER -> "4:hex";
        };
        Mbpoll.Result result = poll(List.of(), "-t", type, address, unitId, "-c", String.valueOf(count));
        assertThat(result.values()).as(result.output()).hasSize(count);
        return result.values().stream()
                .mapToInt(line -> Integer.decode(line.substring(line.indexOf(": ") + 2)))
                .toArray();
    }

    @Override
    public void write(int unitId, int address, int[] words) throws Exception {
        List<String> values = Arrays.stream(words).mapToObj(String::valueOf).toList();
        Mbpoll.Result result = poll(values, "-t", "4", address, unitId);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private Mbpoll.Result poll(
            List<String> values, String typeOption, String type, int address, int unitId, String... more)
            throws Exception {
        List<String> arguments = new ArrayList<>();
        if (!endpoint.kind().equals("modbus_tcp")) {
            arguments.addAll(List.of("-m", "rtu", "-b", "9600", "-P", "none"));
        } else {
            arguments.addAll(List.of("-m", "tcp", "-p", String.valueOf(endpoint.port())));
        }
        arguments.addAll(List.of("-a", String.valueOf(unitId), "-r", String.valueOf(address), typeOption, type));
        arguments.addAll(List.of(more));
        arguments.add(socat.map(bridged -> bridged.terminal().toString())
                .or(endpoint::serialPort)
                .orElse(endpoint.host()));
        arguments.addAll(values);
        return Mbpoll.run(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        socat.ifPresent(Socat::close);
    }
}
