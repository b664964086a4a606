package io.dertwin.runtime.modbus;

/**
 * What the transport does with a reply. Almost always it is sent at once and whole; faults ask for other things.
 *
 * @param send whether anything is sent
 * @param delayNanos how long it is held back; other requests of the connection wait behind it, those of others do not
 * @param length how many bytes of the frame on the wire are sent, from its start; {@link Integer#MAX_VALUE} for all
 * @param transactionShift what is added to the transaction id of a TCP reply
 * @param corruptChecksum whether an RTU reply's CRC is made wrong
 * @param disconnect whether the connection is closed afterwards; without meaning on a serial line
 * @param receipt told when the reply's last byte was handed to the operating system, or will never be; may be null
 */
record Delivery(
        boolean send,
        long delayNanos,
        int length,
        int transactionShift,
        boolean corruptChecksum,
        boolean disconnect,
        Receipt receipt) {

    private static final Delivery WHOLE = new Delivery(true, 0, Integer.MAX_VALUE, 0, false, false, null);
    private static final Delivery SILENT = new Delivery(false, 0, 0, 0, false, false, null);

    /** What became of a reply. */
    interface Receipt {
        void done(boolean sent);
    }

    /** Sent at once and whole. */
    static Delivery whole() {
        return WHOLE;
    }

    /** Not sent at all. */
    static Delivery silent() {
        return SILENT;
    }
}
