package io.dertwin.runtime.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps the latest transactions of a site, always. What is kept is the bare words; what they mean is worked out when
 * somebody asks. Safe for use by any thread.
 *
 * <pre>{@code
 * List<JournalEntry> setpoints = journal.entries(JournalQuery.all().register("active_power_setpoint").writes());
 * }</pre>
 */
public final class Journal {

    /** How many entries are kept; fewer of requests so long that these would take too much memory. */
    public static final int CAPACITY = 100_000;

    private static final long MOST_BYTES = 32L << 20;
    private static final int LARGEST_SHARE_OF_MEMORY = 4;

    private static final long FIRST_SEQUENCE = 1;
    private static final int COPIED_AT_ONCE = 256;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final DoubleSupplier simulatedSeconds;
    private final LongSupplier wallNanos;
    private final long budgetBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition entered = lock.newCondition();
    /** One more than the capacity needs, so that starting one over leaves enough. */
    private final Segment[] segments = new Segment[CAPACITY / Segment.SIZE + 2];

    private long next = FIRST_SEQUENCE;
    private long cleared = FIRST_SEQUENCE;
    private int waiting;

    /** Over the life of the site. */
    private long segmentsBegun;
    /** The number of the oldest segment held, counted from 0. */
    private long oldestSegment;
    /** What all segments held take. */
    private long bytes;

    private long requests;
    private long reads;
    private long writes;
    private long unmapped;
    private long exceptions;
    private long dropped;

    /**
     * @param simulatedSeconds the site's time
     */
    public Journal(DoubleSupplier simulatedSeconds) {
        this(simulatedSeconds, () -> {
            Instant now = Instant.now();
            return now.getEpochSecond() * NANOS_A_SECOND + now.getNano();
        });
    }

    /**
     * @param wallNanos nanoseconds since 1970
     */
    Journal(DoubleSupplier simulatedSeconds, LongSupplier wallNanos) {
        this(
                simulatedSeconds,
                wallNanos,
                Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / LARGEST_SHARE_OF_MEMORY));
    }

    /**
     * @param budgetBytes about how much memory the entries may take; the newest ones are kept in any case
     */
    Journal(DoubleSupplier simulatedSeconds, LongSupplier wallNanos, long budgetBytes) {
        this.simulatedSeconds = simulatedSeconds;
        this.wallNanos = wallNanos;
        this.budgetBytes = budgetBytes;
    }

    /** What enters one transaction after the other; everybody who answers requests has one. */
    public Transaction transaction() {
        return new Transaction(this);
    }

    double time() {
        return simulatedSeconds.getAsDouble();
    }

    long wall() {
        return wallNanos.getAsLong();
    }

    long enter(Transaction transaction) {
        boolean strayed = strayed(transaction);
        lock.lock();
        try {
            long sequence = next;
            Segment segment = segmentFor(sequence);
            int i = place(sequence);
            put(segment, i, transaction);
            if (transaction.answered) {
                // answered at once is answered at the same moment; reading the clocks again would cost more than it
                // tells
                segment.answered(i, transaction.receivedTime, transaction.receivedWall);
            }
            // only now, so that an entry for which there was no memory leaves no gap
            next++;
            count(transaction, strayed);
            if (waiting > 0) {
                entered.signalAll();
            }
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    private void put(Segment segment, int i, Transaction transaction) {
        int bytesBefore = segment.bytes();
        try {
            segment.put(i, transaction);
        } finally {
            bytes += segment.bytes() - bytesBefore;
        }
        while (bytes > budgetBytes && oldestSegment < segmentsBegun - 1) {
            takeOldest();
        }
    }

    private static boolean strayed(Transaction transaction) {
        MappedDevice device = transaction.device;
        if (device == null) {
            return false;
        }
        return transaction.readQuantity > 0
                        && !device.readable(transaction.table).bound(transaction.readAddress, transaction.readQuantity)
                || transaction.writeQuantity > 0
                        && !device.writable(transaction.table)
                                .bound(transaction.writeAddress, transaction.writeQuantity);
    }

    private void count(Transaction transaction, boolean strayed) {
        if (transaction.outcome == Outcome.DROPPED) {
            dropped++;
            return;
        }
        requests++;
        reads += transaction.readQuantity > 0 ? 1 : 0;
        writes += transaction.writeQuantity > 0 ? 1 : 0;
        unmapped += strayed ? 1 : 0;
        exceptions += transaction.outcome == Outcome.EXCEPTION ? 1 : 0;
    }

    /** An answer that was held back has been sent now. */
    public void answered(long sequence) {
        double time = time();
        long wall = wall();
        lock.lock();
        try {
            if (sequence >= oldestKept()) {
                segment(sequence).answered(place(sequence), time, wall);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many entries {@link #entries} would have to look at, without looking at them. */
    public long within(JournalQuery query) {
        return Math.max(0, end(query) - begin(query));
    }

    /** The entries that match, oldest first. */
    public List<JournalEntry> entries(JournalQuery query) {
        long from = begin(query);
        long to = end(query);
        List<JournalEntry> found = new ArrayList<>();
        if (query.newest()) {
            for (long end = to; end > from && found.size() < query.limit(); end -= COPIED_AT_ONCE) {
                List<JournalEntry> block = matching(query, Math.max(from, end - COPIED_AT_ONCE), end);
                Collections.reverse(block);
                found.addAll(block);
            }
            found = found.subList(0, Math.min(query.limit(), found.size()));
            Collections.reverse(found);
            return List.copyOf(found);
        }
        for (long start = from; start < to && found.size() < query.limit(); start += COPIED_AT_ONCE) {
            found.addAll(matching(query, start, Math.min(to, start + COPIED_AT_ONCE)));
        }
        return List.copyOf(found.subList(0, Math.min(query.limit(), found.size())));
    }

    private long begin(JournalQuery query) {
        return Math.max(oldestSequence(), query.range().after() + 1);
    }

    /** The number after that of the last one. */
    private long end(JournalQuery query) {
        return Math.min(next() - 1, query.range().upTo()) + 1;
    }

    /** Copies while nothing is entered, and decodes while everything goes on. */
    private List<JournalEntry> matching(JournalQuery query, long from, long to) {
        List<Stored> copies = new ArrayList<>();
        lock.lock();
        try {
            for (long sequence = Math.max(from, oldestVisible()); sequence < to; sequence++) {
                Segment segment = segment(sequence);
                int i = place(sequence);
                if (mayMatch(query, segment, i)) {
                    copies.add(segment.copy(i, sequence));
                }
            }
        } finally {
            lock.unlock();
        }
        List<JournalEntry> entries = new ArrayList<>(copies.size());
        for (Stored copy : copies) {
            if (query.registers().isEmpty() || copy.touches(query.registers(), query.access())) {
                entries.add(copy.decode());
            }
        }
        return entries;
    }

    private static boolean mayMatch(JournalQuery query, Segment segment, int i) {
        boolean kind = switch (query.access()) {
            case ANY -> true;
            case READ -> segment.reads(i);
            case WRITE -> segment.writes(i);
        };
        return kind
                && segment.receivedTime(i) >= query.sinceTime()
                && (query.function().isEmpty()
                        || segment.function(i) == query.function().getAsInt())
                && (query.device().isEmpty()
                        || segment.device(i) != null
                                && segment.device(i).id().equals(query.device().get()));
    }

    /**
     * Waits until there is an entry that matches; one that is there already will do.
     *
     * @param timeout how long at most, by the clock on the wall
     * @return the oldest one that matches; empty if the time is up
     */
    public Optional<JournalEntry> await(JournalQuery query, Duration timeout) throws InterruptedException {
        JournalQuery rest = query.first(1);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            long seen = next() - 1;
            List<JournalEntry> found = entries(rest);
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
            rest = rest.after(Math.max(seen, rest.range().after()));
            if (!awaitBeyond(seen, Duration.ofNanos(deadline - System.nanoTime()))) {
                return Optional.empty();
            }
        }
    }

    /**
     * Waits until there is an entry with a greater number than this.
     *
     * @return whether there is one, rather than the time being up
     */
    public boolean awaitBeyond(long sequence, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        waiting++;
        try {
            while (next <= sequence + 1) {
                if (left <= 0) {
                    return false;
                }
                left = entered.awaitNanos(left);
            }
            return true;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Hides everything entered so far; numbers and counters go on. */
    public void clear() {
        lock.lock();
        try {
            cleared = next;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the newest entry; 0 if there has been none. */
    public long lastSequence() {
        return next() - 1;
    }

    public JournalCounters counters() {
        lock.lock();
        try {
            return new JournalCounters(requests, reads, writes, unmapped, exceptions, dropped);
        } finally {
            lock.unlock();
        }
    }

    private long next() {
        lock.lock();
        try {
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the oldest entry that is kept and not hidden; one more than that of the newest if there is none. */
    public long oldestSequence() {
        lock.lock();
        try {
            return oldestVisible();
        } finally {
            lock.unlock();
        }
    }

    private long oldestVisible() {
        return Math.max(cleared, oldestKept());
    }

    private long oldestKept() {
        return Math.max(Math.max(FIRST_SEQUENCE, next - CAPACITY), oldestSegment * Segment.SIZE);
    }

    private Segment segmentFor(long sequence) {
        if (sequence / Segment.SIZE == segmentsBegun) {
            Segment segment = segmentsBegun == 0 ? new Segment() : nextSegment();
            segments[segmentIndex(sequence)] = segment;
            segmentsBegun++;
            bytes += segment.bytes();
        }
        return segment(sequence);
    }

    /** The oldest one, to be used again, if there may not be another one; it is likely to have the room that is needed. */
    private Segment nextSegment() {
        Segment latest = segments[(int) ((segmentsBegun - 1) % segments.length)];
        bytes -= latest.bytes();
        latest.trim();
        bytes += latest.bytes();
        long held = segmentsBegun - oldestSegment;
        boolean anotherOne = held < segments.length && bytes + latest.bytes() <= budgetBytes;
        if (anotherOne || held == 1) {
            return new Segment();
        }
        Segment segment = takeOldest();
        segment.reset();
        return segment;
    }

    private Segment takeOldest() {
        int i = (int) (oldestSegment % segments.length);
        Segment oldest = segments[i];
        segments[i] = null;
        bytes -= oldest.bytes();
        oldestSegment++;
        return oldest;
    }

    /** What all entries take; at most the budget, unless already the newest ones take more. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private Segment segment(long sequence) {
        return segments[segmentIndex(sequence)];
    }

    private int segmentIndex(long sequence) {
        return (int) (sequence / Segment.SIZE % segments.length);
    }

    private static int place(long sequence) {
        return (int) (sequence % Segment.SIZE);
    }
}
