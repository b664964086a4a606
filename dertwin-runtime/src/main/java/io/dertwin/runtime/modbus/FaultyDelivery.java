package io.dertwin.runtime.modbus;

import io.dertwin.runtime.fault.Interference;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Delivery.Receipt;

/** Has the transport deliver a reply as the faults that hit the request want it, and the journal know of it. */
final class FaultyDelivery {

    private final Journal journal;
    private final Transaction transaction;

    FaultyDelivery(Journal journal, Transaction transaction) {
        this.journal = journal;
        this.transaction = transaction;
    }

    /** Ends the transaction. */
    Delivery of(Interference interference) {
        boolean sent = interference.isAnswered() && interference.length() > 0;
        if (!sent) {
            transaction.suppressed();
        }
        boolean late = interference.delayNanos() > 0;
        long sequence = transaction.end(sent && !late);
        Receipt receipt = sent && late
                ? arrived -> {
                    if (arrived) {
                        journal.answered(sequence);
                    }
                }
                : Receipt.NOT_WANTED;
        return new Delivery(
                sent,
                interference.delayNanos(),
                interference.length(),
                interference.transactionShift(),
                interference.corruptsChecksum(),
                interference.disconnects(),
                receipt);
    }
}
