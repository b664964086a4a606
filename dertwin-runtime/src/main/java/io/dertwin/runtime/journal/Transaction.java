package io.dertwin.runtime.journal;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.registers.Table;
import java.nio.ByteBuffer;

/**
 * A transaction under way, on its way into the journal. One object serves one transaction after the other, so that keeping
 * the journal allocates nothing; it belongs to whoever answers requests and is not thread-safe.
 *
 * <pre>{@code
 * transaction.begin(binding, client, unitId, function);
 * transaction.with(device);
 * transaction.reads(table, address, quantity);
 * …
 * transaction.wasRead(words);
 * long sequence = transaction.end(true);
 * }</pre>
 */
public final class Transaction {

    private static final int LONGEST_FRAME = 260;
    /** Enough to see what the noise is, and little enough that it does not push out what matters. */
    private static final int LONGEST_DROPPED_FRAME = 64;

    private final Journal journal;

    String binding;
    String client;
    int unitId;
    int function;
    MappedDevice device;
    double receivedTime;
    long receivedWall;

    Table table;
    int readAddress;
    int readQuantity;
    int writeAddress;
    int writeQuantity;

    int[] readWords;
    int[] writeWords;
    int writeWordCount;

    Outcome outcome;
    int exceptionCode;
    String message;
    String faults;
    CommandWrite command;
    boolean unmapped;
    boolean answered;

    final byte[] frame = new byte[LONGEST_FRAME];
    int frameLength;

    Transaction(Journal journal) {
        this.journal = journal;
    }

    /** A request has been received. */
    public void begin(String fromBinding, String fromClient, int toUnitId, int functionCode) {
        binding = fromBinding;
        client = fromClient;
        unitId = toUnitId;
        function = functionCode;
        device = null;
        readQuantity = 0;
        writeQuantity = 0;
        writeWordCount = 0;
        readWords = null;
        outcome = Outcome.OK;
        exceptionCode = 0;
        message = "";
        faults = null;
        command = null;
        unmapped = false;
        frameLength = 0;
        receivedTime = journal.time();
        receivedWall = journal.wall();
    }

    /** It is meant for this device. */
    public void with(MappedDevice mappedDevice) {
        device = mappedDevice;
    }

    /** It wants to read these addresses. */
    public void reads(Table from, int address, int quantity) {
        table = from;
        readAddress = address;
        readQuantity = quantity;
    }

    /**
     * It wants to write these addresses.
     *
     * @param words what it wants to write, read at {@link #end}; none if that is not known
     */
    public void writes(Table to, int address, int quantity, int[] words) {
        table = to;
        writeAddress = address;
        writeQuantity = quantity;
        writeWords = words;
        writeWordCount = Math.min(quantity, words.length);
    }

    /** What is answered for the addresses read; read at {@link #end}. */
    public void wasRead(int[] words) {
        readWords = words;
    }

    /** What was written is on its way to the device. */
    public void sent(CommandWrite write) {
        command = write;
    }

    /** It is answered with an exception; what was read is not. */
    public void refused(int code, String why) {
        outcome = Outcome.EXCEPTION;
        exceptionCode = code;
        message = why;
        readWords = null;
    }

    /** It is not answered, as it should be. */
    public void unanswered(String why) {
        outcome = Outcome.UNANSWERED;
        message = why;
    }

    /** It is for everybody, so nobody answers, whatever came of it. */
    public void wasBroadcast() {
        outcome = Outcome.UNANSWERED;
        exceptionCode = 0;
        message = message.isEmpty() ? "broadcast" : "broadcast, but refused: " + message;
    }

    /** A fault keeps the answer back. */
    public void suppressed() {
        outcome = Outcome.SUPPRESSED;
    }

    /** It is no request. */
    public void dropped(String why) {
        outcome = Outcome.DROPPED;
        message = why;
    }

    /** A fault touched it. */
    public void touchedBy(String fault) {
        faults = faults == null ? fault : faults + "," + fault;
    }

    /** Keeps what was received as it was; of what is dropped, the first bytes. */
    public void keepFrame(ByteBuffer received) {
        frameLength = Math.min(received.remaining(), LONGEST_FRAME);
        received.get(received.position(), frame, 0, frameLength);
    }

    int keptFrameLength() {
        return outcome == Outcome.DROPPED ? Math.min(frameLength, LONGEST_DROPPED_FRAME) : frameLength;
    }

    /**
     * Ends it and enters it into the journal.
     *
     * @param hasBeenAnswered whether its answer is sent now; of one that is sent later, tell {@link Journal#answered}
     * @return its number
     */
    public long end(boolean hasBeenAnswered) {
        answered = hasBeenAnswered;
        return journal.enter(this);
    }
}
