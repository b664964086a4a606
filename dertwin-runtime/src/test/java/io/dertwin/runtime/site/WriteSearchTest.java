package io.dertwin.runtime.site;

import static io.dertwin.client.RegisterWrite.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.journal.MappedDevice;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.registers.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteSearchTest {

    private final MappedDevice bess =
            new MappedDevice("bess-1", RegisterMaps.readBuiltIn("bess_modbus.yaml", new BessType()));

    private double time;
    private final Journal journal = new Journal(() -> time);

    @Test
    void should_find_the_write_that_completes_what_is_expected() {
        WriteSearch search = new WriteSearch(written("start_stop_standby").atLeast(2), Double.POSITIVE_INFINITY);
        assertThat(search.in(writes(1))).isEmpty();

        assertThat(search.in(writes(3, 2)))
                .hasValueSatisfying(found -> assertThat(found.value()).isEqualTo(3));
    }

    @Test
    void should_not_count_what_comes_too_late() {
        WriteSearch search = new WriteSearch(written("start_stop_standby"), 10);
        time = 10.5;
        assertThat(search.in(writes(1))).isEmpty();

        time = 10;
        assertThat(search.in(writes(1))).isPresent();
    }

    /** The entries that these writes leave. */
    private List<JournalEntry> writes(int... values) {
        long before = journal.lastSequence();
        Transaction transaction = journal.transaction();
        for (int value : values) {
            transaction.begin("modbus_tcp", "somebody", 1, 6);
            transaction.with(bess);
            transaction.writes(Table.HOLDING_REGISTER, 10_055, 1, new int[] {value});
            transaction.end(true);
        }
        return journal.entries(JournalQuery.all().after(before));
    }
}
