package io.dertwin.runtime.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes faults with the keys that {@link FaultReader} reads them by; what is as usual is left out.
 *
 * <pre>{@code
 * FaultWriter.write(fault);   // {"id": "delay-1", "device": "meter", "kind": "delay", "ms": 800.0, …}
 * }</pre>
 */
public final class FaultWriter {

    private FaultWriter() {}

    /** The whole fault. */
    static ObjectNode write(Fault fault) {
        ObjectNode target = JsonNodeFactory.instance
                .objectNode()
                .put("id", fault.id())
                .put("device", fault.device())
                .put("kind", fault.kind().name());
        writeDetails(fault, target);
        return target;
    }

    /** All but the fault's name, device and kind. */
    public static void writeDetails(Fault fault, ObjectNode target) {
        FaultKinds.write(fault.kind(), target);
        write(fault.scope(), target);
        write(fault.timing(), target);
    }

    private static void write(FaultScope scope, ObjectNode target) {
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

    private static void write(FaultTiming timing, ObjectNode target) {
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

    static void putFinite(ObjectNode target, String name, double value) {
        if (Double.isFinite(value)) {
            target.put(name, value);
        }
    }
}
