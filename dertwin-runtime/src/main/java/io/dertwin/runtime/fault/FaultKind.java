package io.dertwin.runtime.fault;

import java.util.Optional;

/** What goes wrong. */
public sealed interface FaultKind {

    /** How a user calls it. */
    String name();

    /** The way a request and its answer travel. */
    sealed interface OnTheWire extends FaultKind {}

    /** The values that a read shows. */
    sealed interface InValues extends FaultKind {}

    /** What becomes of a write. */
    sealed interface InWrites extends FaultKind {}

    /** The device itself; it does not wait for a request. */
    sealed interface InTheDevice extends FaultKind {}

    /** Whether the values of the moment at which the fault sets in are needed. */
    default boolean freezes() {
        return false;
    }

    /**
     * The answer comes late.
     *
     * @param millis by the clock on the wall
     * @param jitterMillis how much more or less it may be
     */
    record Delay(double millis, double jitterMillis) implements OnTheWire {
        @Override
        public String name() {
            return "delay";
        }
    }

    /**
     * There is no answer.
     *
     * @param executed whether the request is carried out all the same
     */
    record NoResponse(boolean executed) implements OnTheWire {
        @Override
        public String name() {
            return "no_response";
        }
    }

    /** The answer is a Modbus exception, and nothing is carried out. */
    record ExceptionReply(int code) implements OnTheWire {
        @Override
        public String name() {
            return "exception";
        }
    }

    /**
     * The connection is closed in place of an answer.
     *
     * @param executed whether the request is carried out all the same
     */
    record Disconnect(boolean executed) implements OnTheWire {
        @Override
        public String name() {
            return "disconnect";
        }
    }

    /**
     * New connections are refused.
     *
     * @param connections how many may be open at once before that
     */
    record Refuse(int connections) implements OnTheWire {
        @Override
        public String name() {
            return "refuse";
        }
    }

    /** Only the first bytes of the answer's frame are sent. */
    record Truncate(int bytes) implements OnTheWire {
        @Override
        public String name() {
            return "truncate";
        }
    }

    /** The checksum of an RTU answer is wrong. */
    record CorruptCrc() implements OnTheWire {
        @Override
        public String name() {
            return "corrupt_crc";
        }
    }

    /** The transaction id of a TCP answer is off by this much. */
    record WrongTransactionId(int shift) implements OnTheWire {
        @Override
        public String name() {
            return "wrong_transaction_id";
        }
    }

    /**
     * What is measured stands still, while the device goes on.
     *
     * @param refreshSeconds after how much simulated time it moves on to the present; infinity for never
     */
    record Stale(double refreshSeconds) implements InValues {
        @Override
        public String name() {
            return "stale";
        }

        @Override
        public boolean freezes() {
            return true;
        }
    }

    /**
     * Registers stay at a value.
     *
     * @param value a {@code Double} or a {@code String}; empty for the value at the moment at which the fault sets in
     */
    record Stuck(Optional<Object> value) implements InValues {
        @Override
        public String name() {
            return "stuck";
        }

        @Override
        public boolean freezes() {
            return value.isEmpty();
        }
    }

    /** Registers show this much more, in their unit. */
    record Offset(double value) implements InValues {
        @Override
        public String name() {
            return "offset";
        }
    }

    /** Registers show a multiple. */
    record Scale(double factor) implements InValues {
        @Override
        public String name() {
            return "scale";
        }
    }

    /** Registers scatter about their values, normally distributed. */
    record Noise(double standardDeviation) implements InValues {
        @Override
        public String name() {
            return "noise";
        }
    }

    /** Registers show what their type has for a value that is not there. */
    record NotANumber() implements InValues {
        @Override
        public String name() {
            return "nan";
        }
    }

    /** The words of an answer stand this many addresses too early. */
    record Shift(int addresses) implements InValues {
        @Override
        public String name() {
            return "shift";
        }
    }

    /** The words of a register come in reverse order. */
    record SwapWords() implements InValues {
        @Override
        public String name() {
            return "swap_words";
        }
    }

    /** A write is answered and forgotten. */
    record WriteIgnored() implements InWrites {
        @Override
        public String name() {
            return "write_ignored";
        }
    }

    /** A write is answered, and takes effect and is read back only after this simulated time. */
    record WriteDelayed(double seconds) implements InWrites {
        @Override
        public String name() {
            return "write_delayed";
        }
    }

    /** A write is taken back after this simulated time, unless it is repeated by then. */
    record WriteReverted(double seconds) implements InWrites {
        @Override
        public String name() {
            return "write_reverted";
        }
    }

    /** The device goes into fault, and again in every step while the fault lasts. */
    record Trip(int code) implements InTheDevice {
        @Override
        public String name() {
            return "trip";
        }
    }

    /** The device gives or takes no more than this share of its rating. */
    record Derate(double percent) implements InTheDevice {
        @Override
        public String name() {
            return "derate";
        }
    }

    /** The device cannot be reached: connections end, new ones are refused, requests stay unanswered. */
    record CommunicationLoss() implements InTheDevice {
        @Override
        public String name() {
            return "communication_loss";
        }
    }
}
