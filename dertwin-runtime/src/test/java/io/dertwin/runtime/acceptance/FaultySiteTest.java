package io.dertwin.runtime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.Fault;
import io.dertwin.runtime.registers.Table;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an EMS sees, by a master that we did not write, of faults in values, in writes and in the device itself. */
class FaultySiteTest extends ChargingBattery {

    private static final int WORKING_STATUS = 10_050;
    private static final int ACTIVE_POWER = 10_059;
    private static final int SETPOINT = 10_126;
    private static final int SOC = 32_002;
    private static final int FAULT_CODE = 32_108;

    @Test
    void should_show_a_trip() throws Exception {
        bess.inject(Fault.trip(1234));
        site.clock().advance(Duration.ofMinutes(1));

        assertThat(input(FAULT_CODE)).isEqualTo(1234);
        assertThat(input(WORKING_STATUS)).isEqualTo(2);
        assertThat(power()).isZero();
    }

    @Test
    void should_show_less_power_while_derated_and_all_of_it_afterwards() throws Exception {
        bess.inject(Fault.derate(50).lasting(Duration.ofMinutes(1)));
        site.clock().advance(Duration.ofSeconds(59));
        assertThat(power()).isEqualTo(-100);

        site.clock().advance(Duration.ofMinutes(1));
        assertThat(power()).isEqualTo(-200);
    }

    @Test
    void should_show_frozen_values_while_the_battery_goes_on() throws Exception {
        int before = input(SOC);
        bess.inject(Fault.stale().lasting(Duration.ofMinutes(10)));
        site.clock().advance(Duration.ofMinutes(9));
        assertThat(input(SOC)).isEqualTo(before);

        site.clock().advance(Duration.ofMinutes(2));
        assertThat(input(SOC)).isGreaterThan(before + 30);
    }

    @Test
    void should_show_values_that_are_off_by_so_much_and_by_so_many_times() throws Exception {
        int before = input(SOC);
        bess.inject(Fault.offset("system_soc", 5));
        assertThat(input(SOC)).isEqualTo(before + 50);

        site.clearFaults();
        bess.inject(Fault.scale("system_soc", 0.1));
        assertThat(input(SOC)).isBetween(before / 10, before / 10 + 1);
    }

    @Test
    void should_show_noisy_values() throws Exception {
        int before = input(SOC);
        bess.inject(Fault.noise("system_soc", 2));

        int different = 0;
        for (int i = 0; i < 20; i++) {
            different += input(SOC) == before ? 0 : 1;
        }
        assertThat(different).isGreaterThan(10);
    }

    @Test
    void should_act_on_a_delayed_write_only_when_its_time_has_come() throws Exception {
        bess.inject(Fault.writeDelayed(Duration.ofSeconds(30)));
        ems.write(1, SETPOINT, new int[] {0, 0});

        site.clock().advance(Duration.ofSeconds(29));
        assertThat(power()).isEqualTo(-200);
        site.clock().advance(Duration.ofMinutes(1));
        assertThat(power()).isZero();
    }

    @Test
    void should_take_back_a_write_after_its_time() throws Exception {
        bess.inject(Fault.writeReverted(Duration.ofSeconds(60)));
        ems.write(1, SETPOINT, new int[] {0, 0});

        site.clock().advance(Duration.ofSeconds(50));
        assertThat(power()).isZero();
        site.clock().advance(Duration.ofMinutes(1));
        assertThat(power()).isEqualTo(-200);
    }

    private int input(int address) throws Exception {
        return ems.read(Table.INPUT_REGISTER, 1, address, 1)[0];
    }

    /** In tenths of a kilowatt. */
    private int power() throws Exception {
        int[] words = ems.read(Table.INPUT_REGISTER, 1, ACTIVE_POWER, 2);
        return words[0] << 16 | words[1];
    }
}
