package io.dertwin.runtime.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.journal.Outcome;
import io.dertwin.runtime.registers.Table;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request and its answer gets into the journal. */
class UnitJournalTest {

    private final Journal journal = new Journal(() -> 0);
    private final MemoryBank bank = new MemoryBank(1000);
    private final UnitResponder tcp = new UnitResponder(
            Addressing.TCP, List.of(Wire.unit(1, bank), Wire.unit(2, bank)), journal, Wire.noFaults());
    private final UnitResponder line = new UnitResponder(
            Addressing.SERIAL, List.of(Wire.unit(1, bank), Wire.unit(2, bank)), journal, Wire.noFaults());

    @Test
    void should_tell_who_asked_whom_and_what_was_answered() {
        bank.table(Table.HOLDING_REGISTER)[5] = 77;

        new Wire(tcp).ask(2, "03 00 05 00 01");

        JournalEntry entry = only();
        assertThat(entry.binding()).isEqualTo("modbus_tcp 127.0.0.1:502");
        assertThat(entry.client()).isEqualTo("127.0.0.1:40000");
        assertThat(entry.unitId()).isEqualTo(2);
        assertThat(entry.device()).isEqualTo("device-2");
        assertThat(entry.read()).map(Access::words).hasValue(List.of(77));
        assertThat(entry.answered()).isPresent();
    }

    @Test
    void should_show_the_resulting_word_when_a_register_is_written_by_mask() {
        bank.table(Table.HOLDING_REGISTER)[4] = 0x12;

        new Wire(tcp).ask("16 00 04 00 F2 00 25");

        assertThat(only().write()).map(Access::words).hasValue(List.of(0x17));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "63 00 | 1 | no device here has function 99",
                "03 00 00 | 3 | function 3 does not come in 3 bytes",
                "03 00 00 00 7E | 3 | the quantity must be from 1 to 125, but is 126",
                "04 FF FF 00 02 | 2 | 2 addresses from 65535 on go past 65535",
                "05 00 00 12 34 | 3 | a coil is switched by 0000 or FF00, not by 1234",
                "10 00 00 00 02 02 00 01 | 3 | a quantity of 2 takes 4 bytes, but 2 are announced and 2 follow",
                "08 00 01 00 00 | 1 | of the diagnostics, only sub-function 0 is here",
                "08 00 00 | 3 | diagnostics do not come in 3 bytes",
                "2B 0E 04 09 | 2 | no such identification: 0E, a category from 1 to 4 and an object are expected"
            })
    void should_keep_the_request_and_say_what_is_wrong_when_it_is_malformed(String request, int code, String why) {
        new Wire(tcp).ask(request);

        JournalEntry entry = only();
        assertThat(entry.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(entry.exceptionCode()).isEqualTo(code);
        assertThat(entry.message()).isEqualTo(why);
        assertThat(entry.frame()).isEqualTo(request);
        assertThat(entry.read()).isEmpty();
        assertThat(entry.write()).isEmpty();
    }

    @Test
    void should_repeat_what_the_registers_said_when_they_refuse() {
        new Wire(tcp).ask("06 00 05 DE AD");

        assertThat(only().message()).isEqualTo("no dead registers");
        assertThat(only().write()).map(Access::words).hasValue(List.of(0xDEAD));
    }

    @Test
    void should_name_the_units_that_are_there_when_another_is_asked() {
        new Wire(tcp).ask(9, "03 00 00 00 01");
        new Wire(line).ask(9, "03 00 00 00 01");

        assertThat(all()).extracting(JournalEntry::outcome).containsExactly(Outcome.EXCEPTION, Outcome.UNANSWERED);
        assertThat(all()).extracting(JournalEntry::message).containsOnly("there is no unit 9 here, but [1, 2]");
    }

    @Test
    void should_have_an_entry_for_every_unit_when_a_line_is_broadcast_to() {
        new Wire(line).ask(0, "06 00 05 00 07");
        new Wire(line).ask(0, "06 00 05 DE AD");
        new Wire(line).ask(0, "03 00 05 00 01");

        assertThat(all()).extracting(JournalEntry::outcome).containsOnly(Outcome.UNANSWERED);
        assertThat(all())
                .extracting(JournalEntry::device)
                .containsExactly("device-1", "device-2", "device-1", "device-2", "");
        assertThat(all())
                .extracting(JournalEntry::message)
                .containsExactly(
                        "broadcast",
                        "broadcast",
                        "broadcast, but refused: no dead registers",
                        "broadcast, but refused: no dead registers",
                        "nobody heeds a broadcast that is no write");
        assertThat(journal.counters().exceptions()).isZero();
    }

    @Test
    void should_keep_what_was_received_when_a_frame_is_dropped() {
        line.dropped(Wire.ORIGIN, "bad CRC", ByteBuffer.wrap(new byte[] {1, 3}));

        assertThat(only().outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(only().message()).isEqualTo("bad CRC");
        assertThat(only().frame()).isEqualTo("01 03");
    }

    private List<JournalEntry> all() {
        return journal.entries(JournalQuery.all());
    }

    private JournalEntry only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }
}
