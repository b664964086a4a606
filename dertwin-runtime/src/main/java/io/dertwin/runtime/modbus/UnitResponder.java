package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.modbus.transport.Responder;
import io.dertwin.runtime.registers.RegisterAccessException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The units that one port or line serves: finds the one that a request means, and answers for it.
 *
 * <pre>{@code
 * var responder = new UnitResponder(Addressing.TCP, List.of(new Unit(1, "bess-1", bank, identification)));
 * }</pre>
 */
public final class UnitResponder implements Responder {

    private static final Logger LOG = LoggerFactory.getLogger(UnitResponder.class);

    private static final int BROADCAST = 0;
    private static final int NO_UNIT_ID_NEEDED = 255;

    private final Addressing addressing;
    private final Unit[] units = new Unit[256];
    private final List<Unit> all;
    private final Request request = new Request();
    private final Execution execution = new Execution();

    private boolean failed;

    /**
     * @param units those that the port or line serves, each with an id of its own
     * @throws IllegalArgumentException if two units have the same id
     */
    public UnitResponder(Addressing addressing, List<Unit> units) {
        this.addressing = addressing;
        this.all = List.copyOf(units);
        for (Unit unit : all) {
            if (this.units[unit.unitId()] != null) {
                throw new IllegalArgumentException("unit id " + unit.unitId() + " is taken by both "
                        + this.units[unit.unitId()].deviceId() + " and " + unit.deviceId());
            }
            this.units[unit.unitId()] = unit;
        }
        if (addressing == Addressing.TCP && all.size() == 1) {
            fill(BROADCAST, all.get(0));
            fill(NO_UNIT_ID_NEEDED, all.get(0));
        }
    }

    private void fill(int unitId, Unit unit) {
        if (units[unitId] == null) {
            units[unitId] = unit;
        }
    }

    /** One request at a time, also where a line and its bridge meet. */
    @Override
    public synchronized Delivery respond(Origin origin, int unitId, ByteBuffer pdu, ByteBuffer reply) {
        if (addressing == Addressing.SERIAL && unitId == BROADCAST) {
            broadcast(pdu);
            return Delivery.silent();
        }
        Unit unit = units[unitId];
        if (unit != null) {
            answer(unit, pdu, reply);
            return Delivery.whole();
        }
        if (addressing == Addressing.SERIAL) {
            return Delivery.silent();
        }
        replyException(pdu, ExceptionCode.GATEWAY_TARGET_FAILED_TO_RESPOND, reply);
        return Delivery.whole();
    }

    @Override
    public void dropped(Origin origin, String reason, ByteBuffer received) {
        LOG.debug("{} {}: dropped {} bytes: {}", origin.binding(), origin.client(), received.remaining(), reason);
    }

    private void broadcast(ByteBuffer pdu) {
        if (request.decode(pdu) != ExceptionCode.NONE || request.writeQuantity == 0) {
            return;
        }
        for (Unit unit : all) {
            carryOut(unit);
        }
    }

    private void answer(Unit unit, ByteBuffer pdu, ByteBuffer reply) {
        int exception = switch (pdu.get(pdu.position())) {
            case 0x08 -> diagnose(pdu, reply);
            case 0x2B -> IdentificationFunction.respond(afterFunctionCode(pdu), unit.identification(), reply);
            default -> access(unit, pdu, reply);
        };
        if (exception != ExceptionCode.NONE) {
            replyException(pdu, exception, reply);
        }
    }

    private int access(Unit unit, ByteBuffer pdu, ByteBuffer reply) {
        int malformed = request.decode(pdu);
        if (malformed != ExceptionCode.NONE) {
            return malformed;
        }
        int refused = carryOut(unit);
        if (refused == ExceptionCode.NONE) {
            execution.reply(request, pdu, reply);
        }
        return refused;
    }

    private int carryOut(Unit unit) {
        try {
            execution.carryOut(request, unit.bank());
            return ExceptionCode.NONE;
        } catch (RegisterAccessException refusal) {
            return refusal.reason() == RegisterAccessException.Reason.ADDRESS
                    ? ExceptionCode.ILLEGAL_DATA_ADDRESS
                    : ExceptionCode.ILLEGAL_DATA_VALUE;
        } catch (RuntimeException e) {
            reportOnce(unit, e);
            return ExceptionCode.SERVER_DEVICE_FAILURE;
        }
    }

    /** A master repeats what fails; the log need not. */
    private void reportOnce(Unit unit, RuntimeException e) {
        if (!failed) {
            failed = true;
            LOG.error("{}: a request failed; further failures on this port are not logged", unit.deviceId(), e);
        }
    }

    /** Sub-function 0 sends back what it gets; there are no others. */
    private static int diagnose(ByteBuffer pdu, ByteBuffer reply) {
        int length = pdu.remaining();
        if (length < 3) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        if (pdu.getShort(pdu.position() + 1) != 0) {
            return ExceptionCode.ILLEGAL_FUNCTION;
        }
        if (length < 5 || length % 2 == 0) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        reply.put(pdu.duplicate());
        return ExceptionCode.NONE;
    }

    private static ByteBuffer afterFunctionCode(ByteBuffer pdu) {
        return pdu.slice(pdu.position() + 1, pdu.remaining() - 1);
    }

    private static void replyException(ByteBuffer pdu, int code, ByteBuffer reply) {
        reply.put((byte) (pdu.get(pdu.position()) | 0x80)).put((byte) code);
    }
}
