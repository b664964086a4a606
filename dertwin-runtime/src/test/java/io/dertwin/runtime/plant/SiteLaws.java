package io.dertwin.runtime.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.testing.TestSite;
import java.util.ArrayList;
import java.util.List;

/** What every tick of a site with batteries, an inverter, a CHP unit and a meter must obey. */
final class SiteLaws {

    private static final double INVERTER_KW = 30;
    private static final double INVERTER_RAMP_KW_PER_S = 2;
    private static final double INVERTER_EFFICIENCY = 0.97;
    private static final double CHP_RAMP_PERCENT_PER_S = 5;

    private final TestSite site;
    private final double loadKw;
    private final List<BatteryLaws> batteries = new ArrayList<>();
    private final List<View> generators;
    private final List<Integer> counters = new ArrayList<>();

    private final View meterKw;
    private final View meterKvar;
    private final View phaseKva;
    private final View phaseAmpere;
    private final View phaseVolt;
    private final View inputKw;
    private final View inverterKw;
    private final View inverterFault;
    private final View chpPercent;
    private final View chpState;
    private final View breaker;
    private final View hours;
    private final View starts;

    private double[] before;
    private double[] now;
    private long ticksSeen;

    SiteLaws(TestSite site, double loadKw) {
        this.site = site;
        this.loadKw = loadKw;
        this.generators = List.of(
                new View(site, "bess-1", "active_power"),
                new View(site, "bess-2", "active_power"),
                new View(site, "inverter-1", "total_active_power"),
                new View(site, "chp-1", "actual_power_kw"));
        this.meterKw = new View(site, "energy-meter-1", "total_active_power");
        this.meterKvar = new View(site, "energy-meter-1", "total_reactive_power");
        this.phaseKva = new View(site, "energy-meter-1", "apparent_power_b");
        this.phaseAmpere = new View(site, "energy-meter-1", "phase_current_c");
        this.phaseVolt = new View(site, "energy-meter-1", "phase_voltage_a");
        this.inputKw = new View(site, "inverter-1", "total_input_power");
        this.inverterKw = new View(site, "inverter-1", "total_active_power");
        this.inverterFault = new View(site, "inverter-1", "fault_code");
        this.chpPercent = new View(site, "chp-1", "actual_power_percent");
        this.chpState = new View(site, "chp-1", "unit_state");
        this.breaker = new View(site, "chp-1", "circuit_breaker_closed");
        this.hours = new View(site, "chp-1", "operating_hours");
        this.starts = new View(site, "chp-1", "start_counter");
        collectCounters();
        this.before = new double[site.engine().frames().size()];
        this.now = new double[before.length];
        lookAgain();
    }

    private void collectCounters() {
        for (PlantDevice device : site.engine().plant().devices()) {
            List<Point> points = device.type().points();
            for (int i = 0; i < points.size(); i++) {
                if (points.get(i).kind() == Point.Kind.COUNTER) {
                    counters.add(device.frameOffset() + i);
                }
            }
        }
    }

    void addBattery(BatteryLaws battery) {
        batteries.add(battery);
    }

    /** Takes what is there now for what the next tick begins with. */
    void lookAgain() {
        read(now);
    }

    private void read(double[] frame) {
        site.engine().frames().read(0, frame.length, frame);
    }

    /** Looks at the tick that has just been published. Never wants the advance to end. */
    boolean hold() {
        double[] spare = before;
        before = now;
        now = spare;
        read(now);
        ticksSeen++;
        holdNumbers();
        holdBalance();
        batteries.forEach(battery -> battery.hold(before, now));
        holdInverter();
        holdChp();
        return false;
    }

    long ticksSeen() {
        return ticksSeen;
    }

    private void holdNumbers() {
        for (int i = 0; i < now.length; i++) {
            if (!Double.isFinite(now[i])) {
                fail("value %d of the frame is %s", i, now[i]);
            }
        }
        for (int counter : counters) {
            if (now[counter] < before[counter]) {
                fail("counter %d of the frame fell from %s to %s", counter, before[counter], now[counter]);
            }
        }
        assertThat(hours.change(before, now)).isNotNegative();
        assertThat(starts.change(before, now)).isBetween(0.0, 1.0);
    }

    private void holdBalance() {
        double generated = 0;
        for (View generator : generators) {
            generated += generator.in(now);
        }
        double expected = Math.abs(loadKw - generated) < 1e-9 ? 0 : loadKw - generated;
        assertThat(meterKw.in(now)).isEqualTo(expected);
        assertThat(now[FrameLayout.GRID_POWER]).isEqualTo(expected);
        double third = Math.sqrt(Math.pow(meterKw.in(now), 2) + Math.pow(meterKvar.in(now), 2)) / 3;
        assertThat(phaseKva.in(now)).isCloseTo(third, within(1e-9));
        if (phaseVolt.in(now) > 1) {
            assertThat(phaseAmpere.in(now) * phaseVolt.in(now) / 1000).isCloseTo(third, within(1e-9));
        }
    }

    private void holdInverter() {
        double kw = inverterKw.in(now);
        assertThat(kw).isBetween(0.0, INVERTER_KW);
        assertThat(kw).isLessThanOrEqualTo(inputKw.in(now) * INVERTER_EFFICIENCY);
        assertThat(inverterKw.change(before, now))
                .isLessThanOrEqualTo(INVERTER_RAMP_KW_PER_S * site.stepSeconds() + 1e-9);
        if (inverterFault.in(now) != 0 || site.written("inverter-1", "remote_on_off") == 0) {
            assertThat(kw).isZero();
        }
    }

    private void holdChp() {
        double percent = chpPercent.in(now);
        double state = chpState.in(now);
        assertThat(percent).isBetween(0.0, 110.0);
        assertThat(chpPercent.change(before, now))
                .isLessThanOrEqualTo(CHP_RAMP_PERCENT_PER_S * site.stepSeconds() + 1e-9);
        if (state != 5 && state != 6) {
            assertThat(percent).as("power in state %s", state).isZero();
        }
        assertThat(breaker.in(now)).isEqualTo(state == 5 || percent > 0 ? 1 : 0);
    }
}
