package io.dertwin.runtime.plant;

import static io.dertwin.runtime.environment.GridEvent.Kind.FREQUENCY;
import static io.dertwin.runtime.environment.GridEvent.Kind.IRRADIANCE;
import static io.dertwin.runtime.environment.GridEvent.Kind.VOLTAGE;
import static io.dertwin.runtime.environment.GridEvent.Shape.RAMP;
import static io.dertwin.runtime.environment.GridEvent.Shape.STEP;

import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.testing.TestSite;
import java.util.List;

/** A full site and what is done to it from one noon to the next: the same every time it is told. */
final class DayAtTheSite {

    static final long TICKS = 864_000;

    /** A command so many minutes after the start. */
    private record Order(int minute, String device, String command, double value) {}

    private static final List<Order> ORDERS = List.of(
            new Order(0, "bess-1", "start_stop_standby", 1),
            new Order(0, "bess-2", "start_stop_standby", 1),
            new Order(1, "bess-1", "active_power_setpoint", -37.5),
            new Order(2, "bess-2", "active_power_setpoint", 12.5),
            new Order(5, "chp-1", "power_setpoint_percent", 62.5),
            new Order(5, "chp-1", "start_stop", 1),
            new Order(47, "inverter-1", "active_power_rate", 35),
            new Order(62, "inverter-1", "power_factor_setpoint", -0.9),
            new Order(90, "inverter-1", "active_power_rate", 255),
            new Order(95, "bess-1", "active_power_setpoint", 50),
            new Order(123, "chp-1", "power_setpoint_percent", 110),
            new Order(180, "bess-2", "active_power_setpoint", -25),
            new Order(200, "chp-1", "start_stop", 0),
            new Order(240, "bess-1", "soc_lower_limit_2", 5),
            new Order(240, "bess-1", "soc_lower_limit_1", 10),
            new Order(300, "inverter-1", "remote_on_off", 0),
            new Order(720, "bess-1", "active_power_setpoint", -50),
            new Order(730, "inverter-1", "remote_on_off", 1),
            new Order(800, "bess-2", "start_stop_standby", 3),
            new Order(1000, "bess-2", "start_stop_standby", 1),
            new Order(1000, "bess-2", "active_power_setpoint", 7.25),
            new Order(1200, "chp-1", "start_stop", 1),
            new Order(1300, "bess-1", "fault_reset", 1));

    private final TestSite site;

    private int told;

    DayAtTheSite() {
        site = TestSite.fullSite().build();
        event(IRRADIANCE, 150, STEP, 30, 4);
        event(FREQUENCY, -0.8, RAMP, 40, 3);
        event(VOLTAGE, -0.25, STEP, 70, 1);
        event(FREQUENCY, 3.5, STEP, 75, 1);
        event(IRRADIANCE, 900, RAMP, 1200, 60);
    }

    private void event(GridEvent.Kind kind, double magnitude, GridEvent.Shape shape, int minute, int minutes) {
        site.event(kind, magnitude, shape, minute * 60.0, minutes * 60.0);
    }

    TestSite site() {
        return site;
    }

    /** Gives the orders that are due once so many ticks have passed. */
    void tell(long ticks) {
        while (told < ORDERS.size() && ORDERS.get(told).minute() * 600L <= ticks) {
            Order order = ORDERS.get(told);
            site.command(order.device(), order.command(), order.value());
            told++;
        }
    }

    /** Takes the orders up to now for given: whoever restores a snapshot has them in it. */
    void skip(long ticks) {
        while (told < ORDERS.size() && ORDERS.get(told).minute() * 600L <= ticks) {
            told++;
        }
    }
}
