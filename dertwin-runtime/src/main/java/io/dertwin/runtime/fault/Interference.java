package io.dertwin.runtime.fault;

import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.RegisterBank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What befalls one request: all the faults that hit it, taken together. */
public final class Interference {

    private static final double NANOS_A_MILLISECOND = 1e6;

    private final List<ActiveFault> hits = new ArrayList<>();
    private final List<ActiveFault> inValues = new ArrayList<>();
    private final double tick;
    private final double stepSeconds;

    private boolean executed = true;
    private boolean answered = true;
    private boolean lost;
    private boolean disconnect;
    private boolean corruptChecksum;
    private double delayMillis;
    private int length = Integer.MAX_VALUE;
    private int transactionShift;
    private OptionalInt exceptionCode = OptionalInt.empty();
    private WriteTerm term = WriteTerm.AT_ONCE;

    Interference(double tick, double stepSeconds) {
        this.tick = tick;
        this.stepSeconds = stepSeconds;
    }

    void add(ActiveFault fault) {
        hits.add(fault);
        if (fault.kind() instanceof FaultKind.OnTheWire wire) {
            addToWire(fault, wire);
        } else if (fault.kind() instanceof FaultKind.InWrites write) {
            addToWrite(write);
        } else if (fault.kind() instanceof FaultKind.InValues) {
            inValues.add(fault);
        } else if (fault.kind() instanceof FaultKind.CommunicationLoss) {
            lost = true;
            disconnect = true;
            leaveUnanswered(false);
        }
    }

    private void addToWire(ActiveFault fault, FaultKind.OnTheWire kind) {
        if (kind instanceof FaultKind.Delay delay) {
            delayMillis += Math.max(0, delay.millis() + delay.jitterMillis() * fault.uniform());
        } else if (kind instanceof FaultKind.NoResponse silence) {
            leaveUnanswered(silence.executed());
        } else if (kind instanceof FaultKind.Disconnect end) {
            disconnect = true;
            leaveUnanswered(end.executed());
        } else if (kind instanceof FaultKind.ExceptionReply exception) {
            executed = false;
            exceptionCode = exceptionCode.isPresent() ? exceptionCode : OptionalInt.of(exception.code());
        } else if (kind instanceof FaultKind.Truncate truncation) {
            length = Math.min(length, truncation.bytes());
        } else if (kind instanceof FaultKind.CorruptCrc) {
            corruptChecksum = true;
        } else if (kind instanceof FaultKind.WrongTransactionId wrong) {
            transactionShift += wrong.shift();
        }
    }

    private void leaveUnanswered(boolean butExecuted) {
        answered = false;
        executed &= butExecuted;
    }

    private void addToWrite(FaultKind.InWrites kind) {
        if (kind instanceof FaultKind.WriteIgnored || term.equals(WriteTerm.NEVER)) {
            term = WriteTerm.NEVER;
        } else if (kind instanceof FaultKind.WriteDelayed delayed) {
            term = WriteTerm.from(tickIn(delayed.seconds()));
        } else if (kind instanceof FaultKind.WriteReverted reverted && term.equals(WriteTerm.AT_ONCE)) {
            term = WriteTerm.until(tickIn(reverted.seconds()));
        }
    }

    /** The tick that begins after this time; at least one after the next. */
    private long tickIn(double seconds) {
        return (long) tick + Math.max(1, (long) Math.ceil(seconds / stepSeconds - 1e-6));
    }

    /** The ids of the faults, in the order in which they were added to the site. */
    public List<String> faults() {
        return hits.stream().map(hit -> hit.fault().id()).toList();
    }

    /** Whether the request is carried out. */
    public boolean isExecuted() {
        return executed;
    }

    /** Whether there is an answer, be it an exception. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether the device cannot be reached at all. */
    public boolean isLost() {
        return lost;
    }

    /** The exception that is answered in place of carrying the request out. */
    public OptionalInt exceptionCode() {
        return exceptionCode;
    }

    public long delayNanos() {
        return Math.round(delayMillis * NANOS_A_MILLISECOND);
    }

    /** How many bytes of the answer's frame are sent. */
    public int length() {
        return length;
    }

    public int transactionShift() {
        return transactionShift;
    }

    public boolean corruptsChecksum() {
        return corruptChecksum;
    }

    public boolean disconnects() {
        return disconnect;
    }

    /** The registers as they show themselves to this request. */
    public RegisterBank view(RegisterBank bank) {
        return inValues.isEmpty() && term.equals(WriteTerm.AT_ONCE) ? bank : new FaultyBank(bank, inValues, term);
    }
}
