package io.dertwin.client;

import static io.dertwin.client.RegisterWrite.written;
import static io.dertwin.client.ValueMatcher.greaterThan;
import static io.dertwin.client.ValueMatcher.lessThan;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private final List<JournalEntry> entries = new ArrayList<>();
    private final Verification verification = new Verification(new KnownJournal(entries));

    @Test
    void should_be_content_with_what_was_expected() {
        write(10, "bess-1", "active_power_setpoint", -20);
        write(20, "bess-1", "active_power_setpoint", -10);
        write(30, "bess-2", "active_power_setpoint", 10);

        assertThatCode(() -> {
                    verification.verify(written("active_power_setpoint"));
                    verification.verify(written("active_power_setpoint").exactly(3));
                    verification.verify(
                            written("active_power_setpoint").on("bess-1").atMost(2));
                    verification.verify(written("active_power_setpoint")
                            .withValue(lessThan(0))
                            .exactly(2));
                    verification.verify(
                            written("active_power_setpoint").since(20).exactly(2));
                    verification.verify(
                            written("active_power_setpoint").refused().never());
                    verification.verifyInOrder(List.of(
                            written("active_power_setpoint").withValue(-20),
                            written("active_power_setpoint").on("bess-2")));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void should_show_the_nearest_first() {
        write(5, "bess-1", "start_stop_standby", 1);
        write(10, "bess-2", "active_power_setpoint", -20);
        refuse(15, "bess-1", "active_power_setpoint", -500, "not now");
        write(20, "bess-1", "active_power_setpoint", 40);
        write(30, "bess-1", "active_power_setpoint", 5.5);

        assertThatThrownBy(() -> verification.verify(written("active_power_setpoint")
                        .on("bess-1")
                        .withValue(lessThan(0))
                        .since(8)))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected at least 1 write of active_power_setpoint on bess-1 with value < 0 since t=8 s, but found none.

                        Nearest first, of the other writes in the journal:
                          #3  t=15 s  bess-1.active_power_setpoint = -500 kW  refused with exception 3: not now
                          #5  t=30 s  bess-1.active_power_setpoint = 5.5 kW   value is not < 0
                          #4  t=20 s  bess-1.active_power_setpoint = 40 kW    value is not < 0
                          #2  t=10 s  bess-2.active_power_setpoint = -20 kW   on bess-2
                          #1  t=5 s   bess-1.start_stop_standby = 1 kW        another register\
                        """);
    }

    @Test
    void should_show_what_there_was_when_it_was_not_enough() {
        write(10, "bess-1", "active_power_setpoint", -20);
        write(20, "bess-1", "active_power_setpoint", 5);

        assertThatThrownBy(() -> verification.verify(
                        written("active_power_setpoint").withValue(lessThan(0)).atLeast(3)))
                .hasMessage("""
                        Expected at least 3 writes of active_power_setpoint with value < 0, but found only 1:
                          #1  t=10 s  bess-1.active_power_setpoint = -20 kW

                        Nearest first, of the other writes in the journal:
                          #2  t=20 s  bess-1.active_power_setpoint = 5 kW  value is not < 0\
                        """);
    }

    @Test
    void should_show_what_there_was_when_it_was_too_much() {
        write(10, "bess-1", "active_power_setpoint", -20);
        write(20, "bess-1", "active_power_setpoint", 5);

        assertThatThrownBy(() ->
                        verification.verify(written("active_power_setpoint").never()))
                .hasMessage("""
                        Expected no write of active_power_setpoint, but found 2:
                          #1  t=10 s  bess-1.active_power_setpoint = -20 kW
                          #2  t=20 s  bess-1.active_power_setpoint = 5 kW\
                        """);
        assertThatThrownBy(() -> verification.verify(
                        written("active_power_setpoint").on("bess-1").atMost(1)))
                .hasMessageStartingWith("Expected at most 1 write of active_power_setpoint on bess-1, but found 2:");
    }

    @Test
    void should_not_show_more_than_one_can_read() {
        for (int i = 1; i <= 12; i++) {
            write(i, "bess-1", "active_power_setpoint", i);
        }

        assertThatThrownBy(() ->
                        verification.verify(written("active_power_setpoint").exactly(1)))
                .hasMessage("""
                        Expected exactly 1 write of active_power_setpoint, but found 12:
                          #1  t=1 s  bess-1.active_power_setpoint = 1 kW
                          #2  t=2 s  bess-1.active_power_setpoint = 2 kW
                          #3  t=3 s  bess-1.active_power_setpoint = 3 kW
                          #4  t=4 s  bess-1.active_power_setpoint = 4 kW
                          #5  t=5 s  bess-1.active_power_setpoint = 5 kW
                          #6  t=6 s  bess-1.active_power_setpoint = 6 kW
                          #7  t=7 s  bess-1.active_power_setpoint = 7 kW
                          #8  t=8 s  bess-1.active_power_setpoint = 8 kW
                          … and 4 more\
                        """);
    }

    @Test
    void should_say_so_when_nothing_was_written() {
        assertThatThrownBy(() -> verification.verify(written("active_power_setpoint")))
                .hasMessage("""
                        Expected at least 1 write of active_power_setpoint, but found none.

                        The journal is empty: no Modbus request has reached the site. Is the EMS connected to its port?\
                        """);
        read();
        assertThatThrownBy(() -> verification.verify(written("active_power_setpoint")))
                .hasMessage("""
                        Expected at least 1 write of active_power_setpoint, but found none.

                        The journal holds requests, but none of them writes.\
                        """);
        write(10, "bess-1", "active_power_setpoint", -20);
        assertThatThrownBy(() ->
                        verification.verify(written("active_power_setpoint").atLeast(2)))
                .hasMessage("""
                        Expected at least 2 writes of active_power_setpoint, but found only 1:
                          #2  t=10 s  bess-1.active_power_setpoint = -20 kW

                        The journal holds no other write.\
                        """);
    }

    @Test
    void should_show_writes_that_met_no_register() {
        entries.add(entry(
                7,
                "bess-1",
                JournalEntry.Outcome.OK,
                "",
                new RegisterAccess(
                        RegisterAccess.Table.HOLDING_REGISTER,
                        10_127,
                        1,
                        List.of(65_336),
                        List.of(),
                        true,
                        Optional.of("10126 is active_power_setpoint: counted from 1?"))));

        assertThatThrownBy(() -> verification.verify(written("active_power_setpoint")))
                .hasMessage("""
                        Expected at least 1 write of active_power_setpoint, but found none.

                        Nearest first, of the other writes in the journal:
                          #1  t=7 s  bess-1: address 10127 = 65336  10126 is active_power_setpoint: counted from 1?\
                        """);
    }

    @Test
    void should_expect_a_refusal() {
        refuse(1, "bess-1", "active_power_setpoint", -500, "not now");
        verification.verify(written("active_power_setpoint").refused());
        write(2, "bess-1", "active_power_setpoint", -20);

        assertThatThrownBy(() -> verification.verify(
                        written("active_power_setpoint").withValue(-20).refused()))
                .hasMessageStartingWith(
                        "Expected at least 1 refused write of active_power_setpoint with value == -20, but found none.")
                .hasMessageContaining("bess-1.active_power_setpoint = -20 kW   was accepted");
    }

    @Test
    void should_say_which_one_is_missing_in_a_sequence() {
        write(10, "bess-1", "start_stop_standby", 1);
        write(20, "bess-1", "active_power_setpoint", 5);
        write(5, "bess-1", "start_stop_standby", 2);

        assertThatThrownBy(() -> verification.verifyInOrder(List.of(
                        written("start_stop_standby").on("bess-1"),
                        written("active_power_setpoint").withValue(greaterThan(10)),
                        written("start_stop_standby").withValue(2))))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected these writes in this order, but found no write of active_power_setpoint with value > 10 after #1:
                          1.  write of start_stop_standby on bess-1           #1 at t=10 s
                          2.  write of active_power_setpoint with value > 10  missing
                          3.  write of start_stop_standby with value == 2     not looked for

                        Nearest first, of the other writes in the journal:
                          #2  t=20 s  bess-1.active_power_setpoint = 5 kW  value is not > 10
                          #3  t=5 s   bess-1.start_stop_standby = 2 kW     another register
                          #1  t=10 s  bess-1.start_stop_standby = 1 kW     another register\
                        """);
    }

    private void write(double time, String device, String register, double value) {
        entries.add(entry(time, device, JournalEntry.Outcome.OK, "", access(register, value)));
    }

    private void refuse(double time, String device, String register, double value, String why) {
        entries.add(entry(time, device, JournalEntry.Outcome.EXCEPTION, why, access(register, value)));
    }

    private void read() {
        JournalEntry write = entry(1, "bess-1", JournalEntry.Outcome.OK, "", access("x", 1));
        entries.add(new JournalEntry(
                write.sequence(),
                write.time(),
                write.wallTime(),
                write.answered(),
                write.binding(),
                write.client(),
                1,
                "bess-1",
                3,
                write.write(),
                Optional.empty(),
                write.outcome(),
                0,
                "",
                OptionalLong.empty(),
                List.of()));
    }

    private static RegisterAccess access(String register, double value) {
        RegisterValue written =
                new RegisterValue(register, Optional.of(register), 10, value, Optional.empty(), "kW", Optional.empty());
        return new RegisterAccess(
                RegisterAccess.Table.HOLDING_REGISTER, 10, 1, List.of(1), List.of(written), false, Optional.empty());
    }

    private JournalEntry entry(
            double time, String device, JournalEntry.Outcome outcome, String message, RegisterAccess write) {
        return new JournalEntry(
                entries.size() + 1,
                time,
                Instant.EPOCH,
                Optional.empty(),
                "modbus_tcp 0.0.0.0:55001",
                "127.0.0.1:40000",
                1,
                device,
                16,
                Optional.empty(),
                Optional.of(write),
                outcome,
                outcome == JournalEntry.Outcome.EXCEPTION ? 3 : 0,
                message,
                OptionalLong.empty(),
                List.of());
    }

    private record KnownJournal(List<JournalEntry> known) implements SiteJournal {

        @Override
        public List<JournalEntry> entries(JournalQuery query) {
            return known.stream()
                    .filter(entry -> !query.writesOnly() || entry.write().isPresent())
                    .toList();
        }

        @Override
        public Optional<JournalWrite> poll(RegisterWrite expected, Duration limit) {
            return Optional.empty();
        }

        @Override
        public Optional<JournalWrite> pollSimulated(RegisterWrite expected, Duration limit) {
            return Optional.empty();
        }

        @Override
        public void clear() {
            known.clear();
        }
    }
}
