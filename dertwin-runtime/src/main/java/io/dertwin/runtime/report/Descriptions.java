package io.dertwin.runtime.report;

import io.dertwin.runtime.engine.Lapse;
import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultKind;
import io.dertwin.runtime.fault.RegisterSelector;
import io.dertwin.runtime.report.Happening.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What befalls a site, in a few words. */
final class Descriptions {

    /** As many as fit into a few words. */
    private static final int MOST_REGISTERS = 3;

    private Descriptions() {}

    static Happening of(long number, GridEvent event) {
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        Scope scope = switch (event.kind()) {
            case FREQUENCY, VOLTAGE -> Scope.GRID;
            case IRRADIANCE, AMBIENT_TEMPERATURE -> Scope.WEATHER;
        };
        String shape = event.shape() == GridEvent.Shape.RAMP ? " ramp" : "";
        double end = event.start() + event.duration();
        return new Happening(
                kind.replace('_', '-') + "-" + number,
                scope,
                kind,
                Optional.empty(),
                quantity(event) + shape + " " + magnitude(event),
                event.start(),
                end);
    }

    private static String quantity(GridEvent event) {
        return switch (event.kind()) {
            case FREQUENCY -> "frequency";
            case VOLTAGE -> "voltage";
            case IRRADIANCE -> "irradiance";
            case AMBIENT_TEMPERATURE -> "air";
        };
    }

    private static String magnitude(GridEvent event) {
        return switch (event.kind()) {
            case FREQUENCY -> signed(event.magnitude()) + " Hz";
            case VOLTAGE -> signed(100 * event.magnitude()) + " %";
            case IRRADIANCE -> plain(event.magnitude()) + " W/m²";
            case AMBIENT_TEMPERATURE -> plain(event.magnitude()) + " °C";
        };
    }

    static Happening of(Fault fault) {
        String every = Double.isInfinite(fault.timing().every())
                ? ""
                : ", for " + plain(fault.timing().duration()) + " s every "
                        + plain(fault.timing().every()) + " s";
        boolean repeats = !every.isEmpty();
        double end = repeats
                ? Double.POSITIVE_INFINITY
                : fault.timing().start() + fault.timing().duration();
        return new Happening(
                fault.id(),
                Scope.FAULT,
                fault.kind().name(),
                Optional.of(fault.device()),
                fault.kind().name().replace('_', ' ')
                        + detail(fault.kind())
                        + registers(fault.scope().registers())
                        + every,
                fault.timing().start(),
                end);
    }

    private static String registers(List<RegisterSelector> registers) {
        if (registers.isEmpty()) {
            return "";
        }
        String first =
                registers.stream().limit(MOST_REGISTERS).map(Object::toString).collect(Collectors.joining(", "));
        int others = registers.size() - MOST_REGISTERS;
        return " of " + first + (others > 0 ? " and " + others + " more" : "");
    }

    private static String detail(FaultKind kind) {
        if (kind instanceof FaultKind.Delay delay) {
            return " " + plain(delay.millis()) + " ms";
        } else if (kind instanceof FaultKind.ExceptionReply exception) {
            return " " + String.format(Locale.ROOT, "%02X", exception.code());
        } else if (kind instanceof FaultKind.Truncate truncation) {
            return " to " + truncation.bytes() + " bytes";
        } else if (kind instanceof FaultKind.Stuck stuck) {
            return stuck.value().map(value -> " at " + value).orElse("");
        } else if (kind instanceof FaultKind.Offset offset) {
            return " " + signed(offset.value());
        } else if (kind instanceof FaultKind.Scale scale) {
            return " by " + plain(scale.factor());
        } else if (kind instanceof FaultKind.WriteDelayed delayed) {
            return " " + plain(delayed.seconds()) + " s";
        } else if (kind instanceof FaultKind.WriteReverted reverted) {
            return " after " + plain(reverted.seconds()) + " s";
        } else if (kind instanceof FaultKind.Trip trip) {
            return " " + trip.code();
        } else if (kind instanceof FaultKind.Derate derate) {
            return " to " + plain(derate.percent()) + " %";
        }
        return "";
    }

    /** @param time of the tick that fell back */
    static Happening of(Lapse lapse, long number, double time) {
        return new Happening(
                "lapse-" + number,
                Scope.LAPSE,
                "lapse",
                Optional.of(lapse.device()),
                lapse.command() + " ran out, back to " + plain(lapse.value()),
                time,
                time);
    }

    static String signed(double value) {
        return (value > 0 ? "+" : value < 0 ? "−" : "") + plain(Math.abs(value));
    }

    /** A number without a tail of zeros. */
    static String plain(double value) {
        double rounded = Math.round(value * 1000) / 1000.0;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? String.valueOf((long) rounded)
                : String.valueOf(rounded);
    }
}
