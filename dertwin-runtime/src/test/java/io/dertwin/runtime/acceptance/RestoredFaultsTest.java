package io.dertwin.runtime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.ghgande.j2mod.modbus.ModbusSlaveException;
import io.dertwin.client.ActiveFault;
import io.dertwin.client.Fault;
import io.dertwin.client.Snapshot;
import io.dertwin.runtime.registers.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot holds what goes wrong on purpose as well: an EMS meets the same faults again after a restore. */
class RestoredFaultsTest extends ChargingBattery {

    private static final int SOC = 32_002;
    private static final int PACK_TEMPERATURE = 32_003;

    @Test
    void should_go_on_with_the_same_faults_by_the_same_chances() throws Exception {
        bess.inject(Fault.of("stale").with("refresh", 90).named("old"));
        bess.inject(Fault.noise("system_soc", 3));
        bess.inject(Fault.exception(6).withProbability(0.4).named("busy"));
        bess.inject(Fault.derate(50).startingIn(Duration.ofMinutes(3)).lasting(Duration.ofMinutes(2)));
        bess.inject(Fault.trip(7).startingIn(Duration.ofMinutes(8)));
        bess.inject(Fault.of("write_ignored").with("count", 2));
        look();
        site.clock().advance(Duration.ofMinutes(2));
        look();

        Snapshot taken = site.snapshot();
        List<String> faults = faults();
        List<String> seen = future();
        List<String> later = faults();
        site.clearFaults();
        bess.inject(Fault.noResponse());

        site.restore(taken);
        assertThat(faults()).isEqualTo(faults);
        assertThat(future()).isEqualTo(seen);
        assertThat(faults()).isEqualTo(later);

        site.restore(taken);
        assertThat(future()).isEqualTo(seen);
        assertThat(bess.inject(Fault.exception(2)).id()).isEqualTo("exception-1");
        assertThat(bess.inject(Fault.trip(8)).id()).isEqualTo("trip-2");
    }

    @Test
    void should_be_without_faults_that_came_after_the_snapshot() throws Exception {
        Snapshot taken = site.snapshot();
        List<String> seen = future();
        bess.inject(Fault.stuck("system_soc", 12));
        bess.inject(Fault.derate(10));

        site.restore(taken);

        assertThat(site.faults()).isEmpty();
        assertThat(future()).isEqualTo(seen);
    }

    @Test
    void should_keep_the_faults_it_has_when_a_snapshot_cannot_be_restored() {
        bess.inject(Fault.stuck("system_soc", 12));
        String tampered = site.snapshot().json().replace("\\\"stuck\\\"", "\\\"stick\\\"");
        List<String> faults = faults();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> site.restore(new Snapshot(tampered))))
                .hasMessageContaining("nothing has changed")
                .hasMessageContaining("did you mean 'stuck'?");
        assertThat(faults()).isEqualTo(faults);
    }

    @Test
    void should_lose_no_time_over_faults_that_set_in_more_often_than_time_passes() {
        bess.inject(Fault.of("stale").with("refresh", 1e-9));
        bess.inject(Fault.of("stuck")
                .with("register", "system_soc")
                .with("every", 3e-9)
                .with("duration", 1e-9));

        site.clock().advance(Duration.ofHours(1));

        assertThat(site.clock().time()).isGreaterThanOrEqualTo(3600);
    }

    /** What the EMS sees in the next quarter of an hour, and what the device does. */
    private List<String> future() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int minute = 0; minute < 15; minute++) {
            seen.addAll(look());
            try {
                ems.write(1, 10_055, new int[] {minute % 2 == 0 ? 1 : 3});
                seen.add("written");
            } catch (ModbusSlaveException e) {
                seen.add(e.getMessage());
            }
            site.clock().advance(Duration.ofMinutes(1));
            seen.add(bess.telemetry().toString());
        }
        return seen;
    }

    private List<String> look() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int address : new int[] {SOC, PACK_TEMPERATURE, SOC}) {
            try {
                seen.add(Arrays.toString(ems.read(Table.INPUT_REGISTER, 1, address, 1)));
            } catch (ModbusSlaveException e) {
                seen.add(e.getMessage());
            }
        }
        return seen;
    }

    private List<String> faults() {
        return site.faults().stream()
                .map(fault -> fault.id() + " " + fault.kind() + " " + fault.hits() + " " + describe(fault.state()))
                .toList();
    }

    private static String describe(ActiveFault.State state) {
        return state.name();
    }
}
