package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.journal.Transaction;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalWatchTest {

    private final Journal journal = new Journal(() -> 0);

    @Test
    void should_show_what_comes_to_others_when_one_fails() throws Exception {
        try (JournalWatch watch = new JournalWatch(journal)) {
            Probe sound = new Probe(JournalQuery::all);
            watch.add(sound);
            Probe broken = new Probe(() -> {
                throw new OutOfMemoryError("as asked");
            });
            watch.add(broken);
            assertThat(broken.failures.take()).hasMessage("as asked");

            enterOne();

            assertThat(sound.seen.take()).isEqualTo(1);
            enterOne();
            assertThat(sound.seen.take()).isEqualTo(2);
            assertThat(sound.failures).isEmpty();
            assertThat(broken.failures).isEmpty();
        }
    }

    @Test
    void should_show_only_what_is_wanted_and_comes_from_now_on() throws Exception {
        try (JournalWatch watch = new JournalWatch(journal)) {
            enterOne();
            Probe all = new Probe(JournalQuery::all);
            Probe nothing = new Probe(() -> JournalQuery.all().writes());
            watch.add(nothing);
            watch.add(all);
            enterOne();

            assertThat(all.seen.take()).isEqualTo(2);
            enterOne();
            assertThat(all.seen.take()).isEqualTo(3);
            assertThat(nothing.seen).isEmpty();
        }
    }

    private void enterOne() {
        Transaction transaction = journal.transaction();
        transaction.begin("modbus_tcp", "somebody", 1, 3);
        transaction.end(true);
    }

    /** A watcher that never has enough. */
    private static final class Probe implements JournalWatch.Watcher {

        private final Supplier<JournalQuery> wanted;
        private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

        Probe(Supplier<JournalQuery> wanted) {
            this.wanted = wanted;
        }

        @Override
        public JournalQuery wanted() {
            return wanted.get();
        }

        @Override
        public JournalWatch.Next see(List<JournalEntry> entries, long upTo) {
            entries.forEach(entry -> seen.add(entry.sequence()));
            return JournalWatch.Next.WHEN_THERE_IS_SOMETHING;
        }

        @Override
        public void fail(Throwable failure) {
            failures.add(failure);
        }
    }
}
