package io.dertwin.runtime.modbus;

import io.dertwin.runtime.fault.FaultedRequest;
import io.dertwin.runtime.fault.FaultedRequest.Range;
import io.dertwin.runtime.fault.Interference;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterBank;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests that units get, one after the other, and notes in the transaction what came of each. */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private static final int DIAGNOSTICS = 0x08;
    private static final int ENCAPSULATED_INTERFACE = 0x2B;
    private static final int MASK_WRITE = 0x16;
    private static final int[] NO_WORDS = {};

    private final Transaction transaction;
    private final Request request = new Request();
    private final Execution execution = new Execution();

    private int malformed;
    private boolean failed;

    Answering(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Takes a request apart; what follows is about this one. */
    void begin(ServedUnit unit, ByteBuffer pdu) {
        transaction.with(unit.device());
        malformed = request.decode(pdu);
    }

    /** What befalls the request; empty if nothing does. */
    Optional<Interference> interference(ServedUnit unit, Origin origin) {
        boolean sound = malformed == ExceptionCode.NONE;
        Optional<Interference> interference = unit.faults()
                .befalls(new FaultedRequest(
                        origin.binding(),
                        origin,
                        request.function,
                        sound ? range(request.readAddress, request.readQuantity) : Range.NONE,
                        sound ? range(request.writeAddress, request.writeQuantity) : Range.NONE));
        interference.ifPresent(found -> found.faults().forEach(transaction::touchedBy));
        return interference;
    }

    private Range range(int address, int quantity) {
        return quantity == 0 ? Range.NONE : new Range(request.table, address, quantity);
    }

    /** Carries the request out and writes the reply, which may be an exception. */
    void answer(ServedUnit unit, RegisterBank bank, ByteBuffer pdu, ByteBuffer reply) {
        int exception = switch (request.function) {
            case DIAGNOSTICS -> diagnose(pdu, reply);
            case ENCAPSULATED_INTERFACE -> identify(unit, pdu, reply);
            default -> access(bank, pdu, reply);
        };
        if (exception != ExceptionCode.NONE) {
            replyException(pdu, exception, reply);
        }
    }

    private int access(RegisterBank bank, ByteBuffer pdu, ByteBuffer reply) {
        int refused = carryOut(bank, pdu);
        if (refused == ExceptionCode.NONE) {
            execution.reply(request, pdu, reply);
        }
        return refused;
    }

    /** Carries a request about registers out, without an answer to it. */
    int carryOut(RegisterBank bank, ByteBuffer pdu) {
        if (malformed != ExceptionCode.NONE) {
            return refuse(malformed, request.problem, pdu);
        }
        int refused = execute(bank);
        noteAccess(refused == ExceptionCode.NONE);
        return refused;
    }

    /** Notes what a request wanted that is not carried out. */
    void leaveOut(ByteBuffer pdu) {
        if (malformed == ExceptionCode.NONE) {
            noteAccess(false);
        } else {
            transaction.keepFrame(pdu);
        }
    }

    private int execute(RegisterBank bank) {
        try {
            execution.carryOut(request, bank);
            return ExceptionCode.NONE;
        } catch (RegisterAccessException refusal) {
            int code = code(refusal.reason());
            transaction.refused(code, refusal.getMessage());
            return code;
        } catch (RuntimeException e) {
            reportOnce(bank, e);
            transaction.refused(ExceptionCode.SERVER_DEVICE_FAILURE, "the simulator failed: " + e);
            return ExceptionCode.SERVER_DEVICE_FAILURE;
        }
    }

    private static int code(RegisterAccessException.Reason reason) {
        return switch (reason) {
            case ADDRESS -> ExceptionCode.ILLEGAL_DATA_ADDRESS;
            case VALUE -> ExceptionCode.ILLEGAL_DATA_VALUE;
            case BUSY -> ExceptionCode.SERVER_DEVICE_BUSY;
        };
    }

    private void noteAccess(boolean carriedOut) {
        if (request.readQuantity > 0) {
            transaction.reads(request.table, request.readAddress, request.readQuantity);
            if (carriedOut) {
                transaction.wasRead(execution.readings());
            }
        }
        if (request.writeQuantity > 0) {
            boolean known = carriedOut || request.function != MASK_WRITE;
            transaction.writes(
                    request.table, request.writeAddress, request.writeQuantity, known ? request.values : NO_WORDS);
            if (carriedOut) {
                execution.written().ifPresent(transaction::sent);
            }
        }
    }

    /** A master repeats what fails; the log need not. */
    private void reportOnce(RegisterBank bank, RuntimeException e) {
        if (!failed) {
            failed = true;
            String map = bank.map().file();
            LOG.error("A request to a device with map {} failed; further failures are in the journal only", map, e);
        }
    }

    /** Sub-function 0 sends back what it gets; there are no others. */
    private int diagnose(ByteBuffer pdu, ByteBuffer reply) {
        int length = pdu.remaining();
        if (length >= 3 && pdu.getShort(pdu.position() + 1) != 0) {
            return refuse(ExceptionCode.ILLEGAL_FUNCTION, "of the diagnostics, only sub-function 0 is here", pdu);
        }
        if (length < 5 || length % 2 == 0) {
            return refuse(ExceptionCode.ILLEGAL_DATA_VALUE, "diagnostics do not come in " + length + " bytes", pdu);
        }
        reply.put(pdu.duplicate());
        transaction.keepFrame(pdu);
        return ExceptionCode.NONE;
    }

    private int identify(ServedUnit unit, ByteBuffer pdu, ByteBuffer reply) {
        ByteBuffer rest = pdu.slice(pdu.position() + 1, pdu.remaining() - 1);
        int refused = IdentificationFunction.respond(rest, unit.unit().identification(), reply);
        if (refused != ExceptionCode.NONE) {
            return refuse(
                    refused, "no such identification: 0E, a category from 1 to 4 and an object are expected", pdu);
        }
        transaction.keepFrame(pdu);
        return ExceptionCode.NONE;
    }

    private int refuse(int code, String why, ByteBuffer pdu) {
        transaction.keepFrame(pdu);
        transaction.refused(code, why);
        return code;
    }

    static void replyException(ByteBuffer pdu, int code, ByteBuffer reply) {
        reply.put((byte) (pdu.get(pdu.position()) | 0x80)).put((byte) code);
    }
}
