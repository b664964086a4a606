package io.dertwin.runtime.modbus.transport;

/**
 * What the transport does with a reply. Almost always it is sent at once and whole; faults ask for other things.
 *
 * @param send whether anything is sent
 * @param delayNanos how long it is held back, and the disconnect with it; other requests of the connection wait behind
 *     it, those of others do not
 * @param length how many bytes of the frame on the wire are sent, from its start; {@link Integer#MAX_VALUE} for all
 * @param transactionShift what is added to the transaction id of a TCP reply
 * @param corruptChecksum whether an RTU reply's CRC is made wrong
 * @param disconnect whether the connection is closed afterwards; without meaning on a serial line
 * @param receipt told when the reply's last byte was handed to the operating system, or will never be
 */
public record Delivery(
        boolean send,
        long delayNanos,
        int length,
        int transactionShift,
        boolean corruptChecksum,
        boolean disconnect,
        Receipt receipt) {

    private static final Delivery WHOLE = new Delivery(true, 0, Integer.MAX_VALUE, 0, false, false, Receipt.NOT_WANTED);
    private static final Delivery SILENT = new Delivery(false, 0, 0, 0, false, false, Receipt.NOT_WANTED);

    public Delivery {
        receipt = receipt == null ? Receipt.NOT_WANTED : receipt;
    }

    /** What became of a reply. */
    @FunctionalInterface
    public interface Receipt {

        /** For those who do not want to know. */
        Receipt NOT_WANTED = sent -> {};

        /**
         * Called once, on the transport's thread.
         *
         * @param sent whether all that was to be sent has left
         */
        void done(boolean sent);
    }

    /** Sent at once and whole. */
    public static Delivery whole() {
        return WHOLE;
    }

    /** Not sent at all. */
    public static Delivery silent() {
        return SILENT;
    }
}
