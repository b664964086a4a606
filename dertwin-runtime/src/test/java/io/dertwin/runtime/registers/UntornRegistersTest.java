package io.dertwin.runtime.registers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UntornRegistersTest {

    private static final int READERS = 3;
    private static final int READS = 30_000;

    private final Engine engine = ProbeSite.engine();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void close() {
        done.set(true);
        threads.shutdownNow();
        engine.close();
    }

    @Test
    void should_show_one_tick_in_every_pair_and_every_block_while_the_engine_runs_flat_out() throws Exception {
        String registers = IntStream.range(0, ProbeType.STAMPS)
                .mapToObj(i -> "- {name: s" + i + ", internal_name: stamp_" + i + ", func: 4, address: " + 2 * i
                        + ", type: uint32}")
                .collect(Collectors.joining("\n"));
        DeviceRegisters bank = bank(registers);
        Future<Long> ticks = threads.submit(() -> engine.advance(Long.MAX_VALUE, done::get));

        List<Callable<Long>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(() -> readBlocks(bank));
        }
        long different = 0;
        for (Future<Long> reader : threads.invokeAll(readers)) {
            different += reader.get();
        }
        done.set(true);

        assertThat(ticks.get()).isGreaterThan(1000);
        assertThat(different).as("blocks that were not like the one before").isGreaterThan(100);
    }

    private static long readBlocks(DeviceRegisters bank) throws RegisterAccessException {
        int[] block = new int[2 * ProbeType.STAMPS];
        long different = 0;
        long last = -1;
        for (int read = 0; read < READS; read++) {
            bank.read(Table.INPUT_REGISTER, 0, block.length, block);
            long stamp = (long) block[0] << 16 | block[1];
            for (int i = 0; i < block.length; i += 2) {
                assertThat((long) block[i] << 16 | block[i + 1]).isEqualTo(stamp);
            }
            different += stamp == last ? 0 : 1;
            last = stamp;
        }
        return different;
    }

    @Test
    void should_show_a_written_block_whole_or_not_at_all() throws Exception {
        DeviceRegisters bank = bank("""
                - {name: a, internal_name: set_level, func: 16, address: 0, type: uint32}
                - {name: b, internal_name: set_total, func: 16, address: 2, type: uint32}
                - {name: c, value: 0, func: 16, address: 4, type: uint32}
                """);
        Future<?> writer = threads.submit(() -> {
            for (int i = 0; !done.get(); i = i + 1 & 0xFFFF) {
                bank.write(Table.HOLDING_REGISTER, 0, 8, new int[] {i, i, i, i, i, i, i, i});
            }
            return null;
        });
        Future<Long> ticks = threads.submit(() -> engine.advance(Long.MAX_VALUE, done::get));

        int[] block = new int[8];
        for (int read = 0; read < READS; read++) {
            bank.read(Table.HOLDING_REGISTER, 0, 8, block);
            assertThat(block).containsOnly(block[0]);
        }
        done.set(true);

        writer.get();
        assertThat(ticks.get()).isPositive();
    }

    private DeviceRegisters bank(String registers) {
        RegisterMap map = RegisterMaps.read("map.yaml", ("registers:\n" + registers).getBytes(UTF_8), ProbeSite.TYPE);
        return new DeviceRegisters(
                new RegisterLayout(map, ProbeSite.TYPE),
                engine.plant().devices().get(0),
                engine.frames(),
                false);
    }
}
