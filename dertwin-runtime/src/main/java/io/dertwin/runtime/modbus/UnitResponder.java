package io.dertwin.runtime.modbus;

import io.dertwin.runtime.journal.FunctionCode;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.modbus.transport.Responder;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The units that one port or line serves: finds the one that a request means, answers for it, and enters every transaction
 * into the journal.
 *
 * <pre>{@code
 * Unit bess = new Unit(1, "bess-1", bank, identification);
 * Responder responder = new UnitResponder(Addressing.TCP, List.of(bess), journal);
 * }</pre>
 */
public final class UnitResponder implements Responder {

    private static final int BROADCAST = 0;
    private static final int NO_UNIT_ID_NEEDED = 255;

    private final Addressing addressing;
    private final ServedUnit[] units = new ServedUnit[256];
    private final List<ServedUnit> all;
    private final Transaction transaction;
    private final Answering answering;

    /**
     * @param units those that the port or line serves, each with an id of its own
     * @throws IllegalArgumentException if two units have the same id
     */
    public UnitResponder(Addressing addressing, List<Unit> units, Journal journal) {
        this.addressing = addressing;
        this.all = units.stream().map(ServedUnit::of).toList();
        this.transaction = journal.transaction();
        this.answering = new Answering(transaction);
        for (ServedUnit served : all) {
            int unitId = served.unit().unitId();
            if (this.units[unitId] != null) {
                throw new IllegalArgumentException("unit id " + unitId + " is taken by both "
                        + this.units[unitId].device().id() + " and "
                        + served.device().id());
            }
            this.units[unitId] = served;
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
            return nobody(unitId, pdu, reply);
        }
        answering.answer(unit, pdu, reply);
        transaction.end(true);
        return Delivery.whole();
    }

    private void begin(Origin origin, int unitId, ByteBuffer pdu) {
        transaction.begin(origin.binding(), origin.client(), unitId, pdu.get(pdu.position()) & 0xFF);
    }

    private Delivery nobody(int unitId, ByteBuffer pdu, ByteBuffer reply) {
        String why = "there is no unit " + unitId + " here, but "
                + all.stream().map(unit -> unit.unit().unitId()).toList();
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
            answering.carryOut(unit, pdu);
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
}
