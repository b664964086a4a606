package io.dertwin.runtime.modbus.transport;

import io.dertwin.runtime.modbus.transport.Delivery.Receipt;
import java.util.ArrayDeque;

/** Who wants to know when which byte of a stream has left. */
final class Receipts {

    private final ArrayDeque<Expected> expected = new ArrayDeque<>(0);
    private long queuedBytes;
    private long sentBytes;

    private record Expected(long lastByte, Receipt receipt) {}

    /** Takes note that bytes were queued, whose sender wants a receipt. */
    void queued(int bytes, Receipt receipt) {
        queuedBytes += bytes;
        if (receipt == Receipt.NOT_WANTED) {
            return;
        }
        if (queuedBytes == sentBytes) {
            receipt.done(true);
        } else {
            expected.add(new Expected(queuedBytes, receipt));
        }
    }

    void sent(int bytes) {
        sentBytes += bytes;
        while (!expected.isEmpty() && expected.peek().lastByte <= sentBytes) {
            expected.remove().receipt.done(true);
        }
    }

    /** What is queued and not sent never will be. */
    void abandon() {
        sentBytes = queuedBytes;
        while (!expected.isEmpty()) {
            expected.remove().receipt.done(false);
        }
    }
}
