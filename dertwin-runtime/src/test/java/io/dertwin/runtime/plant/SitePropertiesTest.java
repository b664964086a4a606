package io.dertwin.runtime.plant;

import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.testing.TestSite;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What must hold for a site whatever it is told, in whatever weather, in steps of whatever length. */
class SitePropertiesTest {

    private static final double LOAD_W = 40_000;

    /** Something done to the site, and for how many ticks it then runs. */
    sealed interface Action permits Command, Arrangement, Event {
        int ticks();
    }

    record Command(String device, String name, double value, int ticks) implements Action {}

    record Arrangement(String device, String point, double value, int ticks) implements Action {}

    record Event(GridEvent.Kind kind, double magnitude, GridEvent.Shape shape, double duration, int ticks)
            implements Action {}

    record Layout(double step, double hour, double capacityKwh, double efficiency, double soc, long seed) {}

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void should_obey_physics_whatever_happens(
            @ForAll("layouts") Layout layout, @ForAll("scripts") List<Action> script) {
        TestSite site = site(layout);
        SiteLaws laws = new SiteLaws(site, LOAD_W / 1000);
        laws.addBattery(new BatteryLaws(site, "bess-1", layout.capacityKwh(), layout.efficiency(), 50, 30, 10));
        laws.addBattery(new BatteryLaws(site, "bess-2", 50, 0.92, 25, 25, 5));
        for (Action action : script) {
            perform(site, action);
            laws.lookAgain();
            site.engine().advance(action.ticks(), laws::hold);
        }
        assertThat(laws.ticksSeen())
                .isEqualTo(script.stream().mapToInt(Action::ticks).sum());
    }

    /** Refusals are part of the game: the site must go on as if nothing had been said. */
    private static void perform(TestSite site, Action action) {
        if (action instanceof Command command) {
            site.tryCommand(command.device(), command.name(), command.value());
        } else if (action instanceof Arrangement arrangement) {
            site.trySet(arrangement.device(), arrangement.point(), arrangement.value());
        } else if (action instanceof Event event) {
            site.event(event.kind(), event.magnitude(), event.shape(), 0, event.duration());
        }
    }

    private static TestSite site(Layout layout) {
        return TestSite.describe()
                .step(layout.step())
                .startHour(layout.hour())
                .seed(layout.seed())
                .model("power", block("base_load_w", LOAD_W))
                .model("irradiance", block())
                .model("ambient_temperature", block("mean", 15, "amplitude", 20))
                .model("grid_frequency", block("noise_std", 0.02, "drift_std", 0.002))
                .model("grid_voltage", block("noise_std", 2, "drift_std", 0.2, "min", 0))
                .device(
                        "bess-1",
                        "bess",
                        block(
                                "capacity_kwh",
                                layout.capacityKwh(),
                                "round_trip_eff",
                                layout.efficiency(),
                                "initial_soc",
                                layout.soc(),
                                "max_charge_kw",
                                30,
                                "max_discharge_kw",
                                50,
                                "ramp_rate_kw_per_s",
                                10))
                .device(
                        "bess-2",
                        "bess",
                        block(
                                "capacity_kwh",
                                50,
                                "max_charge_kw",
                                25,
                                "max_discharge_kw",
                                25,
                                "ramp_rate_kw_per_s",
                                5,
                                "soc_limits",
                                block("lower_2", 0, "lower_1", 0, "upper_1", 99, "upper_2", 100)))
                .device("inverter-1", "inverter", block("rated_kw", 30, "area_m2", 250))
                .device("chp-1", "chp", block("rated_kw", 400))
                .device("energy-meter-1", "energy_meter", block("demand_window_min", 1))
                .build();
    }

    @Provide
    Arbitrary<Layout> layouts() {
        return Combinators.combine(
                        Arbitraries.of(0.1, 1.0, 7.0, 60.0),
                        Arbitraries.doubles().between(0, 24),
                        Arbitraries.doubles().between(0.5, 200),
                        Arbitraries.doubles().between(0.3, 1),
                        Arbitraries.doubles().between(0, 100),
                        Arbitraries.longs())
                .as(Layout::new);
    }

    @Provide
    Arbitrary<List<Action>> scripts() {
        return Arbitraries.frequencyOf(Tuple.of(8, commands()), Tuple.of(2, arrangements()), Tuple.of(2, events()))
                .list()
                .ofMaxSize(25);
    }

    private static Arbitrary<Action> commands() {
        Arbitrary<Action> batteries = Arbitraries.of("bess-1", "bess-2")
                .flatMap(device -> Arbitraries.oneOf(
                        command(device, "start_stop_standby", Arbitraries.of(1.0, 1.0, 1.0, 2.0, 3.0, 7.0)),
                        command(device, "active_power_setpoint", number(-80, 80)),
                        command(device, "active_power_setpoint", number(-80, 80)),
                        command(device, "soc_upper_limit_1", number(0, 100)),
                        command(device, "soc_upper_limit_2", number(0, 100)),
                        command(device, "soc_lower_limit_1", number(0, 100)),
                        command(device, "soc_lower_limit_2", number(0, 100)),
                        command(device, "fault_reset", Arbitraries.of(0.0, 1.0))));
        Arbitrary<Action> others = Arbitraries.oneOf(
                command("inverter-1", "remote_on_off", Arbitraries.of(0.0, 1.0)),
                command("inverter-1", "active_power_rate", Arbitraries.of(0.0, 10.0, 55.5, 100.0, 255.0)),
                command("inverter-1", "reactive_power_rate", number(0, 100)),
                command("inverter-1", "power_factor_setpoint", number(-1, 1)),
                command("chp-1", "start_stop", Arbitraries.of(0.0, 1.0, 1.0)),
                command("chp-1", "power_setpoint_percent", number(-20, 130)),
                command("chp-1", "remote_acknowledgment", Arbitraries.of(0.0, 4321.0)),
                command("energy-meter-1", "interval_time", number(0, 60)));
        return Arbitraries.oneOf(batteries, others);
    }

    private static Arbitrary<Action> arrangements() {
        return Arbitraries.oneOf(
                arrangement("bess-1", "system_soc", number(0, 100)),
                arrangement("bess-2", "system_soc", number(0, 100)),
                arrangement("bess-1", "battery_temperature", number(-30, 80)),
                arrangement("bess-2", "permitted_power_percent", number(0, 100)),
                arrangement("inverter-1", "permitted_power_percent", number(0, 100)),
                arrangement("inverter-1", "fault_code", Arbitraries.of(0.0, 9.0)),
                arrangement("chp-1", "unit_state", Arbitraries.of(0.0, 1.0, 4.0, 5.0, 5.0, 6.0, 7.0, 18.0)),
                arrangement("chp-1", "permitted_power_percent", number(0, 120)),
                arrangement("chp-1", "e_stop_request", Arbitraries.of(0.0, 1.0)));
    }

    private static Arbitrary<Action> events() {
        return Combinators.combine(
                        Arbitraries.of(GridEvent.Kind.class),
                        number(-1, 1),
                        Arbitraries.of(GridEvent.Shape.class),
                        number(0, 600),
                        ticks())
                .as((kind, size, shape, duration, ticks) ->
                        new Event(kind, magnitude(kind, size), shape, duration, ticks));
    }

    private static double magnitude(GridEvent.Kind kind, double size) {
        return switch (kind) {
            case FREQUENCY -> 6 * size;
            case VOLTAGE -> size;
            case IRRADIANCE -> 1200 * Math.abs(size);
            case AMBIENT_TEMPERATURE -> 50 * size;
        };
    }

    private static Arbitrary<Action> command(String device, String name, Arbitrary<Double> values) {
        return Combinators.combine(values, ticks()).as((value, ticks) -> new Command(device, name, value, ticks));
    }

    private static Arbitrary<Action> arrangement(String device, String point, Arbitrary<Double> values) {
        return Combinators.combine(values, ticks()).as((value, ticks) -> new Arrangement(device, point, value, ticks));
    }

    private static Arbitrary<Double> number(double low, double high) {
        return Arbitraries.doubles().between(low, high).ofScale(3);
    }

    private static Arbitrary<Integer> ticks() {
        return Arbitraries.integers().between(0, 60);
    }
}
