package io.dertwin.runtime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.registers.Table;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an EMS on the wire may rely on while somebody moves the clock. */
@Timeout(300)
class LockStepTest {

    private static final int SETPOINT_ADDRESS = 10_126;
    private static final int START_STOP_ADDRESS = 10_055;

    private final ExecutorService others = Executors.newCachedThreadPool();
    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = new Site(SiteReader.read(Path.of("src/test/resources/sites/ramping.json")));
        site.open(PortPolicy.random());
    }

    @AfterEach
    void stop() throws InterruptedException {
        site.close();
        others.shutdownNow();
        assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_act_on_a_write_in_the_first_tick_after_its_answer_ten_thousand_times_in_a_row() throws Exception {
        PlantDevice bess = site.device("bess");
        int setpoint = site.frameIndex(bess, "on_grid_power");
        try (Master master = J2modMaster.connect(endpoint("bess"))) {
            for (int i = 1; i <= 10_000; i++) {
                int raw = i % 2 == 0 ? i % 200 : -(i % 200);
                master.write(1, SETPOINT_ADDRESS, new int[] {raw >> 16 & 0xFFFF, raw & 0xFFFF});
                site.engine().advance(1, () -> false);
                assertThat(site.engine().frames().read(setpoint)).isEqualTo(raw / 10.0);
            }
        }
    }

    @Test
    void should_answer_every_block_from_one_tick_while_the_engine_runs_flat_out() throws Exception {
        PlantDevice bess = site.device("bess");
        try (Master master = J2modMaster.connect(endpoint("bess"))) {
            master.write(1, START_STOP_ADDRESS, new int[] {1});
        }
        AtomicBoolean enough = new AtomicBoolean();
        Future<Long> flatOut = others.submit(() -> swing(bess, enough));

        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(others.submit(this::readWholeBlocks));
        }
        int distinct = 0;
        for (Future<Integer> reader : readers) {
            distinct += reader.get();
        }
        enough.set(true);

        assertThat(flatOut.get()).isGreaterThan(1000);
        assertThat(distinct).as("the power has been seen to move").isGreaterThan(100);
    }

    /** Power goes up and down between −20 and 20 kW, another value every tick. */
    private long swing(PlantDevice bess, AtomicBoolean enough) throws Exception {
        long ticks = 0;
        for (double setpoint = 20; !enough.get(); setpoint = -setpoint) {
            site.command(bess, Map.of("active_power_setpoint", setpoint));
            ticks += site.engine().advance(400, enough::get);
        }
        return ticks;
    }

    /** Reads all power registers of the meter at once; returns how often the total had changed since the time before. */
    private int readWholeBlocks() throws Exception {
        int changes = 0;
        int last = 0;
        try (Master master = J2modMaster.connect(endpoint("meter"))) {
            for (int i = 0; i < 2000; i++) {
                int[] words = master.read(Table.INPUT_REGISTER, 1, 18, 24);
                int phaseA = words[0] << 16 | words[1];
                int phaseB = words[2] << 16 | words[3];
                int total = words[22] << 16 | words[23];
                assertThat(phaseB).isEqualTo(phaseA);
                assertThat(Math.abs(total - 3 * phaseA)).isLessThanOrEqualTo(2);
                changes += total == last ? 0 : 1;
                last = total;
            }
        }
        return changes;
    }

    private Endpoint endpoint(String device) {
        return site.endpoints(site.device(device)).get(0);
    }
}
