package io.dertwin.runtime.modbus;

import static io.dertwin.runtime.engine.BessPlant.FAULT_CODE;
import static io.dertwin.runtime.engine.BessPlant.ON_GRID_POWER;
import static io.dertwin.runtime.engine.BessPlant.PERMITTED_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.fault.FaultStatus;
import io.dertwin.runtime.fault.InvalidFaultException;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.journal.Outcome;
import io.dertwin.runtime.modbus.FaultBench.Answer;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every kind of fault as it befalls requests to a battery. */
class FaultsTest {

    private static final int SOC = 32_002;
    private static final int SETPOINT = 10_126;
    private static final String READ_SOC = "04 7D 02 00 01";
    private static final String SOC_50 = "04 02 01 F4";

    private final FaultBench bench = new FaultBench();

    @Test
    void should_leave_everything_as_it_is_when_there_are_none() {
        Answer answer = bench.request(READ_SOC);

        assertThat(answer.delivery()).isSameAs(Delivery.whole());
        assertThat(answer.reply()).isEqualTo(SOC_50);
        assertThat(bench.last().faults()).isEmpty();
    }

    @Test
    void should_hold_the_answer_back_when_it_is_delayed() {
        bench.add("'kind': 'delay'", "'ms': 800", "'id': 'slow'");

        Answer answer = bench.request(READ_SOC);
        assertThat(answer.reply()).isEqualTo(SOC_50);
        assertThat(answer.delivery().delayNanos()).isEqualTo(800_000_000);
        assertThat(bench.last().answered()).isEmpty();
        assertThat(bench.last().faults()).containsExactly("slow");

        answer.delivery().receipt().done(true);
        assertThat(bench.last().answered()).isPresent();
    }

    @Test
    void should_not_count_as_answered_when_the_client_has_left_before_a_late_answer() {
        bench.add("'kind': 'delay'", "'ms': 800");

        bench.request(READ_SOC).delivery().receipt().done(false);

        assertThat(bench.last().answered()).isEmpty();
    }

    @Test
    void should_scatter_delays_within_the_jitter() {
        bench.add("'kind': 'delay'", "'ms': 100", "'jitter': 50");

        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            delays.add(bench.request(READ_SOC).delivery().delayNanos());
        }

        assertThat(delays).allMatch(nanos -> nanos >= 50_000_000 && nanos <= 150_000_000);
        assertThat(delays).anyMatch(nanos -> nanos < 70_000_000).anyMatch(nanos -> nanos > 130_000_000);
    }

    @Test
    void should_neither_answer_nor_carry_out_when_there_is_no_response() {
        bench.add("'kind': 'no_response'");

        assertThat(bench.setpoint(50)).isEmpty();
        bench.advance(1);

        assertThat(bench.point(ON_GRID_POWER)).isZero();
        JournalEntry entry = bench.last();
        assertThat(entry.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(entry.write().orElseThrow().words()).containsExactly(0, 50);
        assertThat(entry.answered()).isEmpty();
    }

    @Test
    void should_carry_out_when_only_the_response_is_lost() {
        bench.add("'kind': 'no_response'", "'executed': true");

        assertThat(bench.setpoint(50)).isEmpty();
        bench.advance(1);

        assertThat(bench.point(ON_GRID_POWER)).isEqualTo(5);
        assertThat(bench.last().effectiveTick()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void should_answer_the_exception_and_carry_nothing_out() {
        bench.add("'kind': 'exception'", "'code': 6", "'functions': [16]");

        assertThat(bench.setpoint(50)).isEqualTo("90 06");
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);
        bench.advance(1);

        assertThat(bench.point(ON_GRID_POWER)).isZero();
        JournalEntry entry = bench.journal.entries(JournalQuery.all().first(1)).get(0);
        assertThat(entry.outcome()).isEqualTo(Outcome.EXCEPTION);
        assertThat(entry.exceptionCode()).isEqualTo(6);
        assertThat(entry.message()).isEqualTo("fault");
    }

    @Test
    void should_close_the_connection_in_place_of_an_answer() {
        bench.add("'kind': 'disconnect'");

        Delivery delivery = bench.request(READ_SOC).delivery();

        assertThat(delivery.send()).isFalse();
        assertThat(delivery.disconnect()).isTrue();
    }

    @Test
    void should_refuse_connections_and_tell_the_journal() {
        bench.add("'kind': 'refuse'", "'id': 'closed'");

        assertThat(bench.responder().accepts(bench.origin)).isFalse();
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);

        JournalEntry entry = bench.journal.entries(JournalQuery.all().first(1)).get(0);
        assertThat(entry.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(entry.message()).isEqualTo("connection refused by a fault");
        assertThat(entry.faults()).containsExactly("closed");
    }

    @Test
    void should_have_room_for_one_client_only_until_that_leaves() {
        bench.add("'kind': 'refuse'", "'connections': 1");
        Origin first = new Origin("modbus_tcp 127.0.0.1:502", "127.0.0.1:1");
        Origin second = new Origin("modbus_tcp 127.0.0.1:502", "127.0.0.1:2");

        assertThat(bench.responder().accepts(first)).isTrue();
        assertThat(bench.responder().accepts(second)).isFalse();

        bench.responder().closed(first);
        assertThat(bench.responder().accepts(second)).isTrue();
    }

    @Test
    void should_hear_a_line_however_often_it_speaks_while_there_is_room_for_one_client() {
        bench.add("'kind': 'refuse'", "'connections': 1");
        Origin line = new Origin("modbus_rtu /dev/ttyS1", "/dev/ttyS1");

        assertThat(bench.responder().accepts(line)).isTrue();
        assertThat(bench.responder().accepts(line)).isTrue();
        assertThat(bench.responder().accepts(bench.origin)).isTrue();
        assertThat(bench.responder().accepts(line)).isTrue();
    }

    @Test
    void should_not_hear_a_line_while_its_device_is_lost() {
        bench.add("'kind': 'communication_loss'", "'duration': 1");
        Origin line = new Origin("modbus_rtu /dev/ttyS1", "/dev/ttyS1");

        assertThat(bench.responder().accepts(line)).isFalse();
        assertThat(bench.last().message()).isEqualTo("not heard because of a fault");

        bench.advance(10);
        assertThat(bench.responder().accepts(line)).isTrue();
    }

    @Test
    void should_shape_the_frame_when_it_is_truncated_corrupted_or_misnumbered() {
        bench.add("'kind': 'truncate'", "'bytes': 5");
        bench.add("'kind': 'corrupt_crc'");
        bench.add("'kind': 'wrong_transaction_id'", "'shift': -2");

        Delivery delivery = bench.request(READ_SOC).delivery();

        assertThat(delivery.length()).isEqualTo(5);
        assertThat(delivery.corruptChecksum()).isTrue();
        assertThat(delivery.transactionShift()).isEqualTo(-2);
        assertThat(bench.last().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void should_show_the_past_while_the_device_goes_on_when_it_is_stale() {
        bench.add("'kind': 'stale'", "'duration': 'PT10S'");
        bench.engine.arrange(bench.bess, Map.of("system_soc", 80.0));
        bench.setpoint(50);

        assertThat(bench.word(SOC)).isEqualTo(500);
        assertThat(bench.doubleWord(3, SETPOINT)).isEqualTo(50);

        bench.advance(100);
        assertThat(bench.word(SOC)).isEqualTo(800);
    }

    @Test
    void should_show_the_past_of_the_moment_at_which_it_sets_in() {
        bench.add("'kind': 'stale'", "'in': 'PT2S'");
        bench.advance(10);
        bench.engine.arrange(bench.bess, Map.of("system_soc", 60.0));
        bench.advance(10);
        bench.engine.arrange(bench.bess, Map.of("system_soc", 70.0));
        bench.advance(10);

        assertThat(bench.word(SOC)).isEqualTo(600);
    }

    @Test
    void should_move_on_now_and_then_when_what_is_stale_is_refreshed() {
        bench.add("'kind': 'stale'", "'refresh': 5");
        List<Integer> shown = new ArrayList<>();
        for (int second = 0; second < 12; second++) {
            bench.engine.arrange(bench.bess, Map.of("system_soc", 50.0 + second));
            bench.advance(10);
            shown.add(bench.word(SOC));
        }

        assertThat(shown).containsExactly(500, 500, 500, 500, 540, 540, 540, 540, 540, 590, 590, 590);
    }

    @Test
    void should_stick_at_the_given_value_or_at_that_of_the_moment() {
        bench.add("'kind': 'stuck'", "'register': 'system_soc'", "'value': 12.3");
        bench.add("'kind': 'stuck'", "'registers': ['system_soh', 'grid_frequency']");
        bench.advance(10);

        assertThat(bench.word(SOC)).isEqualTo(123);
        assertThat(bench.word(32_004)).isEqualTo(100);
        assertThat(bench.word(10_245)).isEqualTo(5000);
        assertThat(bench.last().values().get(0).number()).hasValue(50);
    }

    @Test
    void should_add_to_values_in_their_unit() {
        bench.add("'kind': 'offset'", "'register': 'system_soc'", "'value': -3.5");

        assertThat(bench.word(SOC)).isEqualTo(465);
        assertThat(bench.word(32_004)).isEqualTo(100);
    }

    @Test
    void should_multiply_values() {
        bench.setpoint(50);
        bench.add("'kind': 'scale'", "'register': 'on_grid_power_setpoint'", "'factor': -10");

        assertThat(bench.doubleWord(3, SETPOINT)).isEqualTo(-500);
    }

    @Test
    void should_scatter_values_about_the_truth_in_the_same_way_every_time() {
        List<Integer> once = noisy(new FaultBench());

        assertThat(once).isEqualTo(noisy(new FaultBench()));
        assertThat(once.stream().mapToInt(Integer::intValue).average().orElse(0))
                .isBetween(495.0, 505.0);
        assertThat(once).anyMatch(word -> word < 490).anyMatch(word -> word > 510);
    }

    private static List<Integer> noisy(FaultBench bench) {
        bench.add("'kind': 'noise'", "'register': 'system_soc'", "'std': 1");
        List<Integer> words = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            words.add(bench.word(SOC));
        }
        return words;
    }

    @Test
    void should_show_what_the_type_has_for_no_value() {
        bench.add("'kind': 'nan'");

        assertThat(bench.word(SOC)).isEqualTo(0xFFFF);
        assertThat(bench.word(32_001)).isEqualTo(0x8000);
        assertThat(bench.doubleWord(4, 10_059)).isEqualTo(0x8000_0000);
        assertThat(bench.doubleWord(4, 10_130)).isEqualTo(-1);
    }

    @Test
    void should_change_a_register_as_a_whole_when_only_a_part_of_it_is_read() {
        bench.add("'kind': 'nan'", "'register': 'active_power'");

        assertThat(bench.word(10_059)).isEqualTo(0x8000);
        assertThat(bench.word(10_060)).isZero();
    }

    @Test
    void should_leave_the_rest_of_a_block_alone_when_one_register_of_it_is_wrong() {
        bench.add("'kind': 'nan'", "'register': 'system_soc'");

        assertThat(bench.ask("04 7D 00 00 05")).matches("04 0A [0-9A-F]{2} [0-9A-F]{2} 00 00 FF FF 00 00 00 64");
    }

    @Test
    void should_shift_an_answer_by_a_register() {
        bench.add("'kind': 'shift'");

        assertThat(bench.ask("04 7D 02 00 03")).isEqualTo("04 06 00 00 00 64 00 00");
    }

    @Test
    void should_swap_the_words_of_a_register() {
        bench.setpoint(50);
        bench.add("'kind': 'swap_words'");

        assertThat(bench.doubleWord(3, SETPOINT)).isEqualTo(50 << 16);
        assertThat(bench.word(SOC)).isEqualTo(500);
    }

    @Test
    void should_answer_and_forget_a_write_but_refuse_what_it_would_refuse() {
        bench.add("'kind': 'write_ignored'");

        assertThat(bench.setpoint(50)).isEqualTo("10 27 8E 00 02");
        assertThat(bench.ask("06 27 47 00 09")).isEqualTo("86 03");
        bench.advance(10);

        assertThat(bench.point(ON_GRID_POWER)).isZero();
        assertThat(bench.doubleWord(3, SETPOINT)).isZero();
    }

    @Test
    void should_act_on_a_write_and_show_it_only_when_its_time_has_come() {
        bench.advance(3);
        bench.add("'kind': 'write_delayed'", "'delay': 'PT2S'");

        assertThat(bench.setpoint(50)).isEqualTo("10 27 8E 00 02");
        bench.advance(20);
        assertThat(bench.doubleWord(3, SETPOINT)).isZero();
        bench.advance(1);

        assertThat(bench.doubleWord(3, SETPOINT)).isEqualTo(50);
        assertThat(bench.point(ON_GRID_POWER)).isEqualTo(5);
        assertThat(bench.journal.entries(JournalQuery.all().writes()).get(0).effectiveTick())
                .hasValue(23);
    }

    @Test
    void should_take_a_write_back_unless_it_is_repeated() {
        bench.add("'kind': 'write_reverted'", "'after': 'PT77S'");

        bench.setpoint(50);
        bench.advance(700);
        bench.setpoint(50);
        bench.advance(770);
        assertThat(bench.point(ON_GRID_POWER)).isEqualTo(5);

        bench.advance(1);
        assertThat(bench.point(ON_GRID_POWER)).isZero();
        assertThat(bench.doubleWord(3, SETPOINT)).isZero();
    }

    @Test
    void should_trip_the_device_once_and_let_it_be_reset() {
        bench.add("'kind': 'trip'", "'code': 77");
        assertThat(bench.point(FAULT_CODE)).isEqualTo(77);
        bench.advance(1);

        bench.ask("06 2A FC 00 01");
        bench.advance(1);

        assertThat(bench.point(FAULT_CODE)).isZero();
        assertThat(bench.faults.list()).extracting(FaultStatus::state).containsExactly(FaultStatus.State.OVER);
        assertThat(bench.faults.list()).extracting(FaultStatus::hits).containsExactly(1L);
    }

    @Test
    void should_bring_the_trip_back_while_its_cause_lasts() {
        bench.add("'kind': 'trip'", "'code': 77", "'duration': 1");
        bench.advance(1);
        bench.ask("06 2A FC 00 01");
        bench.advance(5);

        assertThat(bench.point(FAULT_CODE)).isEqualTo(77);
    }

    @Test
    void should_derate_the_device_until_the_fault_is_removed() {
        bench.add("'kind': 'derate'", "'percent': 40", "'id': 'hot'");
        bench.advance(5);
        assertThat(bench.point(PERMITTED_PERCENT)).isEqualTo(40);

        assertThat(bench.faults.remove("hot")).isTrue();
        assertThat(bench.point(PERMITTED_PERCENT)).isEqualTo(100);
        assertThat(bench.faults.remove("hot")).isFalse();
    }

    @Test
    void should_be_out_of_reach_when_communication_is_lost() {
        List<String> hungUp = new ArrayList<>();
        bench.responder().onLoss(bench.origin.binding(), () -> hungUp.add("once"));
        bench.add("'kind': 'communication_loss'", "'duration': 'PT1S'");

        assertThat(hungUp).containsExactly("once");
        assertThat(bench.responder().accepts(bench.origin)).isFalse();
        Delivery delivery = bench.request(READ_SOC).delivery();
        assertThat(delivery.send()).isFalse();
        assertThat(delivery.disconnect()).isTrue();

        bench.advance(10);
        assertThat(bench.responder().accepts(bench.origin)).isTrue();
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);
    }

    @Test
    void should_befall_the_binding_that_is_meant_only() {
        bench.add("'kind': 'exception'", "'binding': 'modbus_rtu'");
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);

        bench.origin = new Origin("modbus_rtu /dev/ttyS1", "/dev/ttyS1");
        assertThat(bench.ask(READ_SOC)).isEqualTo("84 04");

        bench.faults.clear();
        bench.add("'kind': 'exception'", "'binding': 'modbus_tcp 127.0.0.1:502'");
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);
    }

    @Test
    void should_befall_the_registers_and_addresses_that_are_meant_only() {
        bench.add("'kind': 'exception'", "'code': 2", "'registers': ['system_so*', 100, '200-300']");

        assertThat(bench.ask(READ_SOC)).isEqualTo("84 02");
        assertThat(bench.ask("04 7D 00 00 01")).startsWith("04 02");
        assertThat(bench.ask("04 00 64 00 01")).isEqualTo("84 02");
        assertThat(bench.ask("03 00 FA 00 01")).isEqualTo("83 02");
        assertThat(bench.ask("03 01 2D 00 01")).startsWith("03 02");
    }

    @Test
    void should_befall_large_or_small_requests_only() {
        bench.add("'kind': 'exception'", "'code': 3", "'quantity_above': 64", "'functions': [3, 4]");
        bench.add("'kind': 'exception'", "'code': 1", "'quantity_below': 2", "'functions': 16");

        assertThat(bench.ask("04 7D 00 00 40")).startsWith("04 80");
        assertThat(bench.ask("04 7D 00 00 41")).isEqualTo("84 03");
        assertThat(bench.ask("10 27 47 00 01 02 00 01")).isEqualTo("90 01");
        assertThat(bench.setpoint(1)).isEqualTo("10 27 8E 00 02");
    }

    @Test
    void should_befall_the_first_requests_of_every_connection() {
        bench.add("'kind': 'no_response'", "'first_requests': 2");

        assertThat(bench.ask(READ_SOC)).isEmpty();
        assertThat(bench.ask(READ_SOC)).isEmpty();
        assertThat(bench.ask(READ_SOC)).isEqualTo(SOC_50);

        bench.origin = new Origin("modbus_tcp 127.0.0.1:502", "127.0.0.1:40001");
        assertThat(bench.ask(READ_SOC)).isEmpty();
    }

    @Test
    void should_befall_no_more_than_its_count_after_those_it_skips() {
        bench.add("'kind': 'exception'", "'count': 2", "'skip': 1", "'id': 'twice'");

        assertThat(answers(5)).containsExactly("04", "84", "84", "04", "04");
        assertThat(bench.faults.list().get(0).hits()).isEqualTo(2);
        assertThat(bench.faults.list().get(0).state()).isEqualTo(FaultStatus.State.OVER);
    }

    @Test
    void should_befall_by_chance_in_the_same_way_every_time() {
        bench.add("'kind': 'exception'", "'probability': 0.3", "'id': 'flaky'");
        List<String> once = answers(1000);

        bench.faults.clear();
        bench.add("'kind': 'exception'", "'probability': 0.3", "'id': 'flaky'");

        assertThat(answers(1000)).isEqualTo(once);
        assertThat(once.stream().filter("84"::equals).count()).isBetween(250L, 350L);
    }

    @Test
    void should_come_in_bursts() {
        bench.add("'kind': 'exception'", "'probability': 0.05", "'burst': 4");

        String pattern = String.join("", answers(2000)).replace("04", ".").replace("84", "x");

        assertThat(pattern).contains(".xxxx.").doesNotContain(".x.", ".xx.", ".xxx.");
    }

    @Test
    void should_be_at_work_for_its_time_and_again_every_day() {
        bench.add("'kind': 'exception'", "'at': 2", "'duration': 1", "'every': 5", "'id': 'daily'");

        List<String> seconds = new ArrayList<>();
        for (int second = 0; second < 14; second++) {
            seconds.add(answers(1).get(0).equals("84") ? "x" : ".");
            bench.advance(10);
        }

        assertThat(String.join("", seconds)).isEqualTo("..x....x....x.");
        assertThat(bench.faults.list().get(0).state()).isEqualTo(FaultStatus.State.WAITING);
    }

    @Test
    void should_take_the_place_of_another_fault_of_the_same_name() {
        bench.add("'kind': 'exception'", "'code': 1", "'id': 'it'");
        bench.add("'kind': 'exception'", "'code': 2", "'id': 'it'");

        assertThat(bench.ask(READ_SOC)).isEqualTo("84 02");
        assertThat(bench.faults.list()).hasSize(1);
    }

    @Test
    void should_name_faults_that_have_no_name() {
        assertThat(bench.add("'kind': 'no_response'", "'count': 1").id()).isEqualTo("no-response-1");
        assertThat(bench.add("'kind': 'no_response'", "'count': 1").id()).isEqualTo("no-response-2");
    }

    @Test
    void should_refuse_a_fault_that_does_not_fit_the_site() {
        assertThatThrownBy(() -> bench.add("'kind': 'nan'", "'register': 'system_sco'"))
                .isInstanceOf(InvalidFaultException.class)
                .hasMessage("bess-1 has no register 'system_sco', did you mean 'system_soc'?");
        assertThatThrownBy(() -> bench.add("'kind': 'stuck'", "'register': 'system_soc'", "'value': 'full'"))
                .hasMessage("system_soc takes a number, but is to be stuck at full");
        assertThat(bench.faults.list()).isEmpty();
    }

    @Test
    void should_befall_malformed_requests_too() {
        bench.add("'kind': 'no_response'");

        assertThat(bench.ask("63 01")).isEmpty();
        assertThat(bench.last().frame()).isEqualTo("63 01");
        assertThat(bench.ask("08 00 00 A5 37")).isEmpty();
    }

    @Test
    void should_act_in_the_first_tick_after_the_answer_ten_thousand_times_in_a_row() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(bench.setpoint(i)).isEqualTo("10 27 8E 00 02");
            bench.advance(1);
            assertThat(bench.point(ON_GRID_POWER)).isEqualTo(i / 10.0);
        }
        assertThat(bench.journal.entries(JournalQuery.all().writes()))
                .allMatch(entry -> entry.effectiveTick().getAsLong() == entry.sequence() - 1);
    }

    private List<String> answers(int count) {
        List<String> functions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            functions.add(bench.ask(READ_SOC).substring(0, 2));
        }
        return functions;
    }
}
