package io.dertwin.runtime.journal;

import static io.dertwin.runtime.registers.Encoding.Type.BITS;
import static io.dertwin.runtime.registers.Encoding.Type.FLOAT32;
import static io.dertwin.runtime.registers.Encoding.Type.FLOAT64;
import static io.dertwin.runtime.registers.Encoding.Type.INT16;
import static io.dertwin.runtime.registers.Encoding.Type.INT32;
import static io.dertwin.runtime.registers.Encoding.Type.STRING;
import static io.dertwin.runtime.registers.Encoding.Type.UINT16;
import static io.dertwin.runtime.registers.Encoding.Type.UINT32;
import static io.dertwin.runtime.registers.Encoding.Type.UINT64;
import static io.dertwin.runtime.registers.Table.COIL;
import static io.dertwin.runtime.registers.Table.HOLDING_REGISTER;
import static io.dertwin.runtime.registers.Table.INPUT_REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final int BUDGET_BYTES = 1 << 20;
    private static final int LONGEST_READ = 125;

    private static final MappedDevice BESS = Maps.device(
            Maps.register("soc", INPUT_REGISTER, Direction.READ, 100, UINT16, 0.1, Map.of()),
            Maps.register("power", INPUT_REGISTER, Direction.READ, 101, INT32, 0.1, Map.of()),
            Maps.register("mode", HOLDING_REGISTER, Direction.WRITE, 10, UINT16, 1, Map.of(1L, "Run", 2L, "Stop")),
            Maps.register("setpoint", HOLDING_REGISTER, Direction.WRITE, 11, INT16, 0.1, Map.of()),
            Maps.register("breaker", COIL, Direction.WRITE, 3, UINT16, 1, Map.of()));

    private double simulated = 100;
    private long wall = 1_000_000_000L;

    private final Journal journal = new Journal(() -> simulated, () -> wall);
    private final Transaction transaction = journal.transaction();

    @Test
    void should_tell_what_was_read_and_what_it_means() {
        begin(0x04);
        transaction.reads(INPUT_REGISTER, 100, 3);
        transaction.wasRead(new int[] {805, 0xFFFF, 0xFF38, 9, 9});
        transaction.end(true);

        JournalEntry entry = only();

        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.received()).isEqualTo(new Moment(100, Instant.ofEpochSecond(1)));
        assertThat(entry.answered()).hasValue(entry.received());
        assertThat(entry.binding()).isEqualTo("modbus_tcp 127.0.0.1:502");
        assertThat(entry.client()).isEqualTo("127.0.0.1:40000");
        assertThat(entry.unitId()).isEqualTo(7);
        assertThat(entry.device()).isEqualTo("bess-1");
        assertThat(entry.function()).isEqualTo(4);
        assertThat(entry.write()).isEmpty();
        assertThat(entry.outcome()).isEqualTo(Outcome.OK);
        assertThat(entry.read())
                .hasValue(new Access(
                        INPUT_REGISTER,
                        100,
                        3,
                        List.of(805, 0xFFFF, 0xFF38),
                        List.of(value("soc", 100, 80.5), value("power", 101, -20.0)),
                        false,
                        Optional.empty()));
        assertThat(entry.frame()).isEmpty();
        assertThat(entry.faults()).isEmpty();
    }

    @Test
    void should_name_the_option_when_a_register_takes_named_values() {
        write(10, 2);

        assertThat(only().values()).singleElement().satisfies(value -> {
            assertThat(value.option()).hasValue("Stop");
            assertThat(value.number()).hasValue(2);
        });
    }

    @Test
    void should_keep_what_was_to_be_written_when_it_is_refused() {
        begin(0x06);
        transaction.writes(HOLDING_REGISTER, 10, 1, new int[] {5});
        transaction.refused(3, "mode must be one of [1, 2], but is 5.0");
        transaction.end(true);

        JournalEntry entry = only();

        assertThat(entry.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(entry.exceptionCode()).isEqualTo(3);
        assertThat(entry.message()).isEqualTo("mode must be one of [1, 2], but is 5.0");
        assertThat(entry.write().orElseThrow().words()).containsExactly(5);
    }

    @Test
    void should_have_no_words_when_a_read_is_refused() {
        begin(0x04);
        transaction.reads(INPUT_REGISTER, 5_000, 2);
        transaction.refused(2, "nothing there");
        transaction.end(true);

        Access access = only().read().orElseThrow();

        assertThat(access.quantity()).isEqualTo(2);
        assertThat(access.words()).isEmpty();
        assertThat(access.values()).isEmpty();
        assertThat(access.unmapped()).isTrue();
    }

    @Test
    void should_keep_both_halves_when_a_request_writes_and_reads() {
        begin(0x17);
        transaction.reads(HOLDING_REGISTER, 10, 2);
        transaction.wasRead(new int[] {1, 50});
        transaction.writes(HOLDING_REGISTER, 11, 1, new int[] {50});
        transaction.end(true);

        assertThat(only().values()).extracting(JournalValue::register).containsExactly("mode", "setpoint", "setpoint");
    }

    @Test
    void should_pack_bits_and_give_them_back_when_coils_are_read() {
        int[] bits = IntStream.range(0, 37).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        begin(0x01);
        transaction.reads(COIL, 3, 37);
        transaction.wasRead(bits);
        transaction.end(true);

        assertThat(only().read().orElseThrow().words())
                .containsExactlyElementsOf(IntStream.of(bits).boxed().toList());
        assertThat(only().values()).extracting(JournalValue::value).containsExactly(1.0);
    }

    @Test
    void should_keep_the_bytes_when_a_frame_is_dropped() {
        transaction.begin("modbus_rtu /dev/ttyS0", "/dev/ttyS0", 0, 0);
        transaction.dropped("bad CRC");
        transaction.keepFrame(ByteBuffer.wrap(new byte[] {1, 4, (byte) 0xFF}));
        transaction.end(false);

        JournalEntry entry = only();

        assertThat(entry.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(entry.message()).isEqualTo("bad CRC");
        assertThat(entry.frame()).isEqualTo("01 04 FF");
        assertThat(entry.answered()).isEmpty();
        assertThat(entry.device()).isEmpty();
    }

    @Test
    void should_decode_every_type() {
        MappedDevice device = Maps.device(
                register("float", FLOAT32, 0),
                register("double", FLOAT64, 2),
                register("uint32", UINT32, 6),
                register("uint64", UINT64, 8),
                register("text", STRING, 12),
                register("bits", BITS, 16));
        begin(0x04);
        transaction.with(device);
        transaction.reads(INPUT_REGISTER, 0, 17);
        transaction.wasRead(new int[] {
            0x42F6, 0xE979, 0x3FF8, 0, 0, 0, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0x4F4B, 0x2100, 0, 0x3939,
            0x8001
        });
        transaction.end(true);

        assertThat(only().values())
                .extracting(JournalValue::value)
                .containsExactly((double) 123.456f, 1.5, 4294967295.0, 0x1p64, "OK!", 32769.0);
    }

    @Test
    void should_flag_an_access_when_it_begins_or_ends_outside_the_map() {
        read(100, 3);
        read(99, 2);
        read(100, 4);
        read(5_000, 1);

        assertThat(all()).extracting(JournalEntry::unmapped).containsExactly(false, true, true, true);
        assertThat(journal.counters().unmapped()).isEqualTo(3);
        assertThat(all().get(1).nearMiss()).hasValue("you read 99 to 100; soc is at 100: one subtracted too many?");
    }

    @Test
    void should_note_the_answer_when_it_is_sent_later() {
        begin(0x04);
        long sequence = transaction.end(false);
        assertThat(only().answered()).isEmpty();

        simulated = 105;
        wall += 7_000_000;
        journal.answered(sequence);

        assertThat(only().answered()).hasValue(new Moment(105, Instant.ofEpochSecond(1, 7_000_000)));
    }

    @Test
    void should_name_the_faults_when_some_touched_the_transaction() {
        begin(0x04);
        transaction.touchedBy("slow");
        transaction.touchedBy("stuck-soc");
        transaction.suppressed();
        transaction.end(false);

        assertThat(only().faults()).containsExactly("slow", "stuck-soc");
        assertThat(only().outcome()).isEqualTo(Outcome.SUPPRESSED);
    }

    @Test
    void should_keep_the_newest_when_there_were_more_than_it_holds() {
        int total = 2 * Journal.CAPACITY + 777;
        for (int i = 0; i < total; i++) {
            begin(0x06);
            transaction.writes(HOLDING_REGISTER, 11, 1, new int[] {i & 0xFFFF});
            transaction.end(true);
        }

        List<JournalEntry> kept = all();

        assertThat(kept).hasSize(Journal.CAPACITY);
        assertThat(kept.get(0).sequence()).isEqualTo(total - Journal.CAPACITY + 1);
        assertThat(kept)
                .allMatch(entry ->
                        entry.write().orElseThrow().words().equals(List.of((int) (entry.sequence() - 1) & 0xFFFF)));
        assertThat(journal.counters()).isEqualTo(new JournalCounters(total, 0, total, 0, 0, 0));
        journal.answered(1);
    }

    @Test
    void should_let_the_oldest_go_when_long_requests_would_take_too_much_memory() {
        Journal small = new Journal(() -> simulated, () -> wall, BUDGET_BYTES);
        Transaction own = small.transaction();
        int total = 20_000;
        for (int i = 1; i <= total; i++) {
            readMany(own, i);
            assertThat(small.bytes()).isLessThanOrEqualTo(BUDGET_BYTES);
        }

        List<JournalEntry> kept = small.entries(JournalQuery.all());

        assertThat(kept).hasSizeBetween(2_000, 5_000);
        assertThat(kept.get(0).sequence()).isEqualTo(small.oldestSequence());
        assertThat(small.oldestSequence()).isEqualTo(total - kept.size() + 1);
        assertThat(kept)
                .allSatisfy(entry -> assertThat(entry.read().orElseThrow().words())
                        .hasSize(LONGEST_READ)
                        .containsOnly((int) entry.sequence()));
        small.answered(1);
        small.answered(total);

        for (int i = 0; i < 10 * total; i++) {
            own.begin("binding", "client", 1, 0x04);
            own.reads(INPUT_REGISTER, 100, 1);
            own.end(true);
        }

        assertThat(small.entries(JournalQuery.all())).hasSizeGreaterThan(10_000);
        assertThat(small.bytes()).isLessThanOrEqualTo(BUDGET_BYTES);
    }

    @Test
    void should_keep_the_beginning_of_noise_and_little_enough_of_it() {
        Journal small = new Journal(() -> simulated, () -> wall, BUDGET_BYTES);
        Transaction own = small.transaction();
        readMany(own, 1);
        byte[] noise = new byte[260];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i - 100);
        }
        int total = 50_000;
        for (int i = 0; i < total; i++) {
            own.begin("binding", "client", 0, 0);
            own.dropped("noise " + i);
            own.keepFrame(ByteBuffer.wrap(noise, 0, i % 2 == 0 ? 260 : 63));
            own.end(false);
            assertThat(small.bytes()).isLessThanOrEqualTo(BUDGET_BYTES);
        }

        List<JournalEntry> kept = small.entries(JournalQuery.all());

        String start = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(noise, 0, 64);
        assertThat(kept).hasSizeBetween(3_000, 10_000).allSatisfy(entry -> {
            long i = entry.sequence() - 2;
            assertThat(entry.message()).isEqualTo("noise " + i);
            assertThat(entry.frame()).isEqualTo(i % 2 == 0 ? start : start.substring(0, 3 * 63 - 1));
        });
        assertThat(kept.get(kept.size() - 1).sequence()).isEqualTo(total + 1);
        assertThat(small.counters().dropped()).isEqualTo(total);
    }

    @Test
    void should_keep_the_newest_even_when_they_alone_take_more_than_allowed() {
        Journal tiny = new Journal(() -> simulated, () -> wall, 1);
        Transaction own = tiny.transaction();
        for (int i = 1; i <= 5 * Segment.SIZE + 2; i++) {
            readMany(own, i);
        }

        List<JournalEntry> kept = tiny.entries(JournalQuery.all());

        assertThat(kept).extracting(JournalEntry::sequence).containsExactly(2560L, 2561L, 2562L);
    }

    private static void readMany(Transaction own, int word) {
        int[] words = new int[LONGEST_READ];
        Arrays.fill(words, word);
        own.begin("binding", "client", 1, 0x04);
        own.reads(INPUT_REGISTER, 100, LONGEST_READ);
        own.wasRead(words);
        own.end(true);
    }

    @Test
    void should_find_by_device_function_register_and_kind() {
        read(100, 1);
        read(101, 2);
        write(10, 1);
        write(11, 5);

        assertThat(sequences(JournalQuery.all().function(6))).containsExactly(3L, 4L);
        assertThat(sequences(JournalQuery.all().reads())).containsExactly(1L, 2L);
        assertThat(sequences(JournalQuery.all().writes())).containsExactly(3L, 4L);
        assertThat(sequences(JournalQuery.all().register("setpoint"))).containsExactly(4L);
        assertThat(sequences(JournalQuery.all().register("internal_soc"))).containsExactly(1L);
        assertThat(sequences(JournalQuery.all().register("setpoint").reads())).isEmpty();
        assertThat(sequences(JournalQuery.all().registers(Set.of("setpoint", "internal_soc"))))
                .containsExactly(1L, 4L);
        assertThat(sequences(JournalQuery.all().device("bess-1"))).hasSize(4);
        assertThat(sequences(JournalQuery.all().device("meter"))).isEmpty();
    }

    @Test
    void should_find_by_number_and_time_and_no_more_than_wanted() {
        for (int i = 0; i < 1000; i++) {
            simulated = i;
            read(100, 1);
        }

        assertThat(sequences(JournalQuery.all().after(997))).containsExactly(998L, 999L, 1000L);
        assertThat(sequences(JournalQuery.all().since(998))).containsExactly(999L, 1000L);
        assertThat(sequences(JournalQuery.all().first(2))).containsExactly(1L, 2L);
        assertThat(sequences(JournalQuery.all().last(2))).containsExactly(999L, 1000L);
        assertThat(sequences(JournalQuery.all().after(500).first(1))).containsExactly(501L);
        assertThat(sequences(JournalQuery.all().after(500).upTo(502))).containsExactly(501L, 502L);
        assertThat(sequences(JournalQuery.all().after(502).upTo(500))).isEmpty();
        assertThat(sequences(JournalQuery.all().upTo(2).last(1))).containsExactly(2L);
        assertThat(sequences(JournalQuery.all().last(600)))
                .hasSize(600)
                .startsWith(401L)
                .endsWith(1000L);
    }

    @Test
    void should_go_on_counting_when_it_is_cleared() {
        read(100, 1);
        journal.clear();
        assertThat(all()).isEmpty();

        read(100, 1);

        assertThat(only().sequence()).isEqualTo(2);
        assertThat(journal.counters().requests()).isEqualTo(2);
        assertThat(journal.lastSequence()).isEqualTo(2);
    }

    @Test
    void should_count_by_what_became_of_requests() {
        read(100, 1);
        write(10, 1);
        begin(0x63);
        transaction.refused(1, "no such function");
        transaction.end(true);
        begin(0);
        transaction.dropped("bad CRC");
        transaction.end(false);

        assertThat(journal.counters()).isEqualTo(new JournalCounters(3, 1, 1, 0, 1, 1));
    }

    @Test
    void should_return_the_entry_when_it_is_there_before_anybody_waits() throws Exception {
        write(11, 5);

        assertThat(journal.await(JournalQuery.all().writes(), Duration.ZERO))
                .map(JournalEntry::sequence)
                .hasValue(1L);
    }

    @Test
    void should_return_nothing_when_the_time_is_up() throws Exception {
        read(100, 1);

        assertThat(journal.await(JournalQuery.all().writes(), Duration.ofMillis(1)))
                .isEmpty();
        assertThat(journal.awaitBeyond(1, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void should_wake_who_waits_when_the_entry_comes() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Void> waits = new CompletableFuture<>();
            Future<Optional<JournalEntry>> found = executor.submit(() -> {
                waits.complete(null);
                return journal.await(JournalQuery.all().register("setpoint").writes(), Duration.ofMinutes(5));
            });
            waits.join();
            read(100, 1);
            write(10, 1);
            write(11, 5);

            assertThat(found.get()).map(JournalEntry::sequence).hasValue(3L);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void should_lose_nothing_when_several_transports_enter_at_once() throws Exception {
        int threads = 4;
        int each = 20_000;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> executor.submit(() -> {
                        Transaction own = journal.transaction();
                        for (int i = 0; i < each; i++) {
                            own.begin("binding " + thread, "client", 1, 0x04);
                            own.with(BESS);
                            own.reads(INPUT_REGISTER, 100, 3);
                            own.wasRead(new int[] {thread, thread, thread});
                            own.end(true);
                        }
                    }))
                    .toList();
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            executor.shutdownNow();
        }

        List<JournalEntry> entries = all();
        assertThat(entries).hasSize(threads * each);
        assertThat(entries).allMatch(entry -> {
            int thread = Integer.parseInt(entry.binding().substring("binding ".length()));
            return entry.read().orElseThrow().words().equals(List.of(thread, thread, thread));
        });
    }

    private void begin(int function) {
        transaction.begin("modbus_tcp 127.0.0.1:502", "127.0.0.1:40000", 7, function);
        transaction.with(BESS);
    }

    private void read(int address, int quantity) {
        begin(0x04);
        transaction.reads(INPUT_REGISTER, address, quantity);
        transaction.wasRead(new int[quantity]);
        transaction.end(true);
    }

    private void write(int address, int word) {
        begin(0x06);
        transaction.writes(HOLDING_REGISTER, address, 1, new int[] {word});
        transaction.end(true);
    }

    private List<JournalEntry> all() {
        return journal.entries(JournalQuery.all());
    }

    private List<Long> sequences(JournalQuery query) {
        return journal.entries(query).stream().map(JournalEntry::sequence).toList();
    }

    private JournalEntry only() {
        List<JournalEntry> entries = all();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static Register register(String name, io.dertwin.runtime.registers.Encoding.Type type, int address) {
        return Maps.register(name, Table.INPUT_REGISTER, Direction.READ, address, type, 1, Map.of());
    }

    private static JournalValue value(String name, int address, double number) {
        return new JournalValue(name, Optional.of("internal_" + name), address, number, "kW", Optional.empty());
    }
}
