package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultKind;
import io.dertwin.runtime.fault.FaultScope;
import io.dertwin.runtime.fault.FaultStatus;
import io.dertwin.runtime.fault.FaultTiming;
import java.util.Locale;

/** Faults as JSON, by the keys that they are written with. */
final class FaultJson {

    private FaultJson() {}

    static ObjectNode describe(FaultStatus status) {
        Fault fault = status.fault();
        ObjectNode description = Json.object()
                .put("id", fault.id())
                .put("device", fault.device())
                .put("kind", fault.kind().name())
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("hits", status.hits());
        describe(fault.kind(), description);
        describe(fault.scope(), description);
        describe(fault.timing(), description);
        return description;
    }

    private static void describe(FaultKind kind, ObjectNode target) {
        if (kind instanceof FaultKind.OnTheWire wire) {
            describe(wire, target);
        } else if (kind instanceof FaultKind.InValues values) {
            describe(values, target);
        } else if (kind instanceof FaultKind.WriteDelayed delayed) {
            target.put("delay", delayed.seconds());
        } else if (kind instanceof FaultKind.WriteReverted reverted) {
            target.put("after", reverted.seconds());
        } else if (kind instanceof FaultKind.Trip trip) {
            target.put("code", trip.code());
        } else if (kind instanceof FaultKind.Derate derate) {
            target.put("percent", derate.percent());
        }
    }

    private static void describe(FaultKind.OnTheWire kind, ObjectNode target) {
        if (kind instanceof FaultKind.Delay delay) {
            target.put("ms", delay.millis()).put("jitter", delay.jitterMillis());
        } else if (kind instanceof FaultKind.NoResponse silence) {
            target.put("executed", silence.executed());
        } else if (kind instanceof FaultKind.ExceptionReply exception) {
            target.put("code", exception.code());
        } else if (kind instanceof FaultKind.Disconnect end) {
            target.put("executed", end.executed());
        } else if (kind instanceof FaultKind.Refuse refuse) {
            target.put("connections", refuse.connections());
        } else if (kind instanceof FaultKind.Truncate truncation) {
            target.put("bytes", truncation.bytes());
        } else if (kind instanceof FaultKind.WrongTransactionId wrong) {
            target.put("shift", wrong.shift());
        }
    }

    private static void describe(FaultKind.InValues kind, ObjectNode target) {
        if (kind instanceof FaultKind.Stale stale) {
            putFinite(target, "refresh", stale.refreshSeconds());
        } else if (kind instanceof FaultKind.Stuck stuck) {
            stuck.value().ifPresent(value -> target.putPOJO("value", value));
        } else if (kind instanceof FaultKind.Offset offset) {
            target.put("value", offset.value());
        } else if (kind instanceof FaultKind.Scale scale) {
            target.put("factor", scale.factor());
        } else if (kind instanceof FaultKind.Noise noise) {
            target.put("std", noise.standardDeviation());
        } else if (kind instanceof FaultKind.Shift shift) {
            target.put("by", shift.addresses());
        }
    }

    private static void describe(FaultScope scope, ObjectNode target) {
        scope.binding().ifPresent(binding -> target.put("binding", binding));
        if (!scope.functions().isEmpty()) {
            ArrayNode functions = target.putArray("functions");
            scope.functions().forEach(functions::add);
        }
        if (!scope.registers().isEmpty()) {
            ArrayNode registers = target.putArray("registers");
            scope.registers().forEach(register -> registers.add(register.toString()));
        }
        if (scope.quantityAbove() >= 0) {
            target.put("quantity_above", scope.quantityAbove());
        }
        if (scope.quantityBelow() < Integer.MAX_VALUE) {
            target.put("quantity_below", scope.quantityBelow());
        }
        if (scope.firstRequests() < Long.MAX_VALUE) {
            target.put("first_requests", scope.firstRequests());
        }
    }

    private static void describe(FaultTiming timing, ObjectNode target) {
        target.put("at", timing.start());
        putFinite(target, "duration", timing.duration());
        putFinite(target, "every", timing.every());
        target.put("probability", timing.probability());
        if (timing.count() < Long.MAX_VALUE) {
            target.put("count", timing.count());
        }
        if (timing.skip() > 0) {
            target.put("skip", timing.skip());
        }
        if (timing.burst() > 1) {
            target.put("burst", timing.burst());
        }
    }

    private static void putFinite(ObjectNode target, String name, double value) {
        if (Double.isFinite(value)) {
            target.put(name, value);
        }
    }
}
