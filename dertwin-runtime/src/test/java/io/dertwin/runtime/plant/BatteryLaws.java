package io.dertwin.runtime.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.testing.TestSite;

/** What a tick may do to a battery, computed here a second time from what it showed before the tick. */
final class BatteryLaws {

    private static final double EPSILON_KW = 1e-6;

    private final TestSite site;
    private final String id;
    private final double capacityKwh;
    private final double oneWayEfficiency;
    private final double dischargeKw;
    private final double chargeKw;
    private final double rampKwPerS;

    private final View soc;
    private final View power;
    private final View temperature;
    private final View permitted;
    private final View charged;
    private final View discharged;
    private final View status;
    private final View voltage;
    private final View current;

    BatteryLaws(
            TestSite site,
            String id,
            double capacityKwh,
            double roundTripEfficiency,
            double dischargeKw,
            double chargeKw,
            double rampKwPerS) {
        this.site = site;
        this.id = id;
        this.capacityKwh = capacityKwh;
        this.oneWayEfficiency = Math.sqrt(roundTripEfficiency);
        this.dischargeKw = dischargeKw;
        this.chargeKw = chargeKw;
        this.rampKwPerS = rampKwPerS;
        this.soc = new View(site, id, "system_soc");
        this.power = new View(site, id, "active_power");
        this.temperature = new View(site, id, "battery_temperature");
        this.permitted = new View(site, id, "permitted_power_percent");
        this.charged = new View(site, id, "total_charge_energy");
        this.discharged = new View(site, id, "total_discharge_energy");
        this.status = new View(site, id, "working_status");
        this.voltage = new View(site, id, "service_voltage");
        this.current = new View(site, id, "service_current");
    }

    void hold(double[] before, double[] now) {
        assertThat(soc.in(now)).isBetween(0.0, 100.0);
        assertThat(voltage.in(now)).isBetween(699.9, 770.1);
        assertThat(current.in(now)).isCloseTo(power.in(now) * 1000 / voltage.in(now), within(1e-9));
        holdLimits(before, now);
        holdRamp(before, now);
        holdEnergy(before, now);
    }

    private void holdLimits(double[] before, double[] now) {
        assertThat(power.in(now))
                .as("power of %s", id)
                .isBetween(-chargeLimitKw(before) - EPSILON_KW, dischargeLimitKw(before) + EPSILON_KW);
    }

    private double dischargeLimitKw(double[] before) {
        double low = site.written(id, "soc_lower_limit_2");
        double high = site.written(id, "soc_lower_limit_1");
        double share = share(soc.in(before) - low, high - low);
        return dischargeKw * Math.min(share, otherShare(before));
    }

    private double chargeLimitKw(double[] before) {
        double low = site.written(id, "soc_upper_limit_1");
        double high = site.written(id, "soc_upper_limit_2");
        double share = share(high - soc.in(before), high - low);
        return chargeKw * Math.min(share, otherShare(before));
    }

    private static double share(double left, double span) {
        if (left <= 0) {
            return 0;
        }
        return left >= span ? 1 : left / span;
    }

    private double otherShare(double[] before) {
        double celsius = temperature.in(before);
        double share = 1;
        if (celsius <= 10 || celsius > 40) {
            share = 0.8;
        }
        if (celsius <= 0 || celsius > 50) {
            share = 0.5;
        }
        if (celsius > 60) {
            share = 0;
        }
        return Math.min(share, permitted.in(before) / 100);
    }

    /** Power moves by the ramp at most, unless the battery cuts it. */
    private void holdRamp(double[] before, double[] now) {
        double most = rampKwPerS * site.stepSeconds() + EPSILON_KW;
        if (Math.abs(power.change(before, now)) <= most) {
            return;
        }
        double limitKw = power.in(before) > 0 ? dischargeLimitKw(before) : chargeLimitKw(before);
        boolean atLimit = Math.abs(Math.abs(power.in(now)) - limitKw) < EPSILON_KW;
        boolean emptyOrFull = soc.in(now) == 0 || soc.in(now) == 100;
        boolean turnedAtZero = limitKw < most;
        assertThat(atLimit || emptyOrFull || turnedAtZero)
                .as("%s went from %s to %s kW", id, power.in(before), power.in(now))
                .isTrue();
    }

    private void holdEnergy(double[] before, double[] now) {
        double kwh = power.in(now) * site.stepSeconds() / 3600;
        double lost = kwh > 0 ? kwh / oneWayEfficiency : kwh * oneWayEfficiency;
        assertThat(-soc.change(before, now) / 100 * capacityKwh)
                .as("energy from the cells of %s", id)
                .isCloseTo(lost, within(1e-9));
        assertThat(discharged.change(before, now)).isCloseTo(Math.max(0, kwh), within(1e-9));
        assertThat(charged.change(before, now)).isCloseTo(Math.max(0, -kwh), within(1e-9));
        if (status.in(before) == 2 && status.in(now) == 2) {
            assertThat(Math.abs(power.in(now)))
                    .as("a faulty %s only gives up power", id)
                    .isLessThanOrEqualTo(Math.abs(power.in(before)));
        }
    }
}
