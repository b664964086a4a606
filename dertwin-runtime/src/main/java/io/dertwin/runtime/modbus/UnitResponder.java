package io.dertwin.runtime.modbus;

import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.fault.Interference;
import io.dertwin.runtime.journal.FunctionCode;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.modbus.transport.Responder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The units that one port or line serves: finds the one that a request means, answers for it as faults allow, and enters
 * every transaction into the journal.
 *
 * <pre>{@code
 * Unit bess = new Unit(1, "bess-1", bank, identification);
 * Responder responder = new UnitResponder(Addressing.TCP, List.of(bess), journal, faults);
 * }</pre>
 */
public final class UnitResponder implements Responder, AutoCloseable {

    private static final int BROADCAST = 0;
    private static final int NO_UNIT_ID_NEEDED = 255;

    private final Addressing addressing;
    private final ServedUnit[] units = new ServedUnit[256];
    private final List<ServedUnit> all = new ArrayList<>();
    private final Transaction transaction;
    private final Answering answering;
    private final FaultyDelivery delivery;

    private final Set<Origin> connections = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param units those that the port or line serves, each with an id of its own
     * @throws IllegalArgumentException if two units have the same id
     */
    public UnitResponder(Addressing addressing, List<Unit> units, Journal journal, FaultRegistry faults) {
        this.addressing = addressing;
        this.transaction = journal.transaction();
        this.answering = new Answering(transaction);
        this.delivery = new FaultyDelivery(journal, transaction);
        for (Unit unit : units) {
            ServedUnit other = this.units[unit.unitId()];
            if (other != null) {
                throw new IllegalArgumentException("unit id " + unit.unitId() + " is taken by both "
                        + other.device().id() + " and " + unit.deviceId());
            }
            ServedUnit served = ServedUnit.of(unit, faults);
            this.units[unit.unitId()] = served;
            all.add(served);
        }
        if (addressing == Addressing.TCP && all.size() == 1) {
            fill(BROADCAST, all.get(0));
            fill(NO_UNIT_ID_NEEDED, all.get(0));
        }
    }

    private void fill(int unitId, ServedUnit unit) {
        if (units[unitId] == null) {
            units[unitId] = unit;
        }
    }

    /** The unit of this id. */
    ServedUnit unit(int unitId) {
        return units[unitId];
    }

    /** The units can be reached over a binding of this name. */
    void reachedOver(String binding) {
        all.forEach(unit -> unit.faults().reachedOver(binding));
    }

    /** What is done when all units are lost to a fault: end the connections that there are. */
    public void onLoss(String binding, Runnable hangUp) {
        for (ServedUnit unit : all) {
            unit.faults().onLoss(() -> {
                if (all.stream().allMatch(one -> one.faults().isLost(binding))) {
                    hangUp.run();
                }
            });
        }
    }

    /** One request at a time, also where a line and its bridge meet. */
    @Override
    public synchronized Delivery respond(Origin origin, int unitId, ByteBuffer pdu, ByteBuffer reply) {
        if (addressing == Addressing.SERIAL && unitId == BROADCAST) {
            broadcast(origin, pdu);
            return Delivery.silent();
        }
        begin(origin, unitId, pdu);
        ServedUnit unit = units[unitId];
        if (unit == null) {
            return nobody(pdu, reply, "there is no unit " + unitId + " here, but " + unitIds());
        }
        answering.begin(unit, pdu);
        if (!unit.faults().isQuiet()) {
            Optional<Interference> interference = answering.interference(unit, origin);
            if (interference.isPresent()) {
                return answer(unit, interference.get(), origin, pdu, reply);
            }
        }
        answering.answer(unit, unit.unit().bank(), pdu, reply);
        transaction.end(true);
        return Delivery.whole();
    }

    private Delivery answer(
            ServedUnit unit, Interference interference, Origin origin, ByteBuffer pdu, ByteBuffer reply) {
        if (interference.isLost() && othersAreThere(origin)) {
            answering.leaveOut(pdu);
            return nobody(pdu, reply, "the device is lost");
        }
        if (interference.exceptionCode().isPresent()) {
            int code = interference.exceptionCode().getAsInt();
            answering.leaveOut(pdu);
            transaction.refused(code, "fault");
            Answering.replyException(pdu, code, reply);
        } else if (interference.isExecuted()) {
            answering.answer(unit, interference.view(unit.unit().bank()), pdu, reply);
        } else {
            answering.leaveOut(pdu);
        }
        return delivery.of(interference);
    }

    private boolean othersAreThere(Origin origin) {
        return all.stream().anyMatch(unit -> !unit.faults().isLost(origin.binding()));
    }

    private void begin(Origin origin, int unitId, ByteBuffer pdu) {
        transaction.begin(origin.binding(), origin.client(), unitId, pdu.get(pdu.position()) & 0xFF);
    }

    /** A gateway says when nobody answers it; a line stays silent. */
    private Delivery nobody(ByteBuffer pdu, ByteBuffer reply, String why) {
        transaction.keepFrame(pdu);
        if (addressing == Addressing.SERIAL) {
            transaction.unanswered(why);
            transaction.end(false);
            return Delivery.silent();
        }
        transaction.refused(ExceptionCode.GATEWAY_TARGET_FAILED_TO_RESPOND, why);
        Answering.replyException(pdu, ExceptionCode.GATEWAY_TARGET_FAILED_TO_RESPOND, reply);
        transaction.end(true);
        return Delivery.whole();
    }

    private List<Integer> unitIds() {
        return all.stream().map(unit -> unit.unit().unitId()).toList();
    }

    private void broadcast(Origin origin, ByteBuffer pdu) {
        boolean writes = FunctionCode.of(pdu.get(pdu.position()) & 0xFF)
                .filter(FunctionCode::isBroadcast)
                .isPresent();
        if (!writes) {
            begin(origin, BROADCAST, pdu);
            transaction.keepFrame(pdu);
            transaction.unanswered("nobody heeds a broadcast that is no write");
            transaction.end(false);
            return;
        }
        for (ServedUnit unit : all) {
            begin(origin, BROADCAST, pdu);
            answering.begin(unit, pdu);
            Optional<Interference> interference = answering.interference(unit, origin);
            if (interference.map(Interference::isExecuted).orElse(true)) {
                answering.carryOut(
                        interference
                                .map(found -> found.view(unit.unit().bank()))
                                .orElse(unit.unit().bank()),
                        pdu);
            } else {
                answering.leaveOut(pdu);
            }
            transaction.wasBroadcast();
            transaction.end(false);
        }
    }

    @Override
    public synchronized void dropped(Origin origin, String reason, ByteBuffer received) {
        transaction.begin(origin.binding(), origin.client(), 0, 0);
        transaction.keepFrame(received);
        transaction.dropped(reason);
        transaction.end(false);
    }

    /** A line is asked for whenever something is heard on it, and is no connection: it never ends. */
    @Override
    public synchronized boolean accepts(Origin origin) {
        Optional<String> refusal = refusal(origin);
        if (refusal.isEmpty()) {
            if (!isLine(origin)) {
                connections.add(origin);
            }
            return true;
        }
        transaction.begin(origin.binding(), origin.client(), 0, 0);
        transaction.touchedBy(refusal.get());
        transaction.dropped(isLine(origin) ? "not heard because of a fault" : "connection refused by a fault");
        transaction.end(false);
        return false;
    }

    private static boolean isLine(Origin origin) {
        return origin.binding().startsWith("modbus_rtu ");
    }

    /** A lost device takes a shared port with it only if nobody else is there. */
    private Optional<String> refusal(Origin origin) {
        int others = isLine(origin) ? 0 : connections.size();
        for (ServedUnit unit : all) {
            boolean alone =
                    !unit.faults().isQuiet() && !(unit.faults().isLost(origin.binding()) && othersAreThere(origin));
            Optional<String> refusal = alone ? unit.faults().refuses(origin.binding(), others) : Optional.empty();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void closed(Origin origin) {
        connections.remove(origin);
    }

    /** No faults are to befall the units any more. */
    @Override
    public void close() {
        all.forEach(unit -> unit.faults().close());
    }
}
