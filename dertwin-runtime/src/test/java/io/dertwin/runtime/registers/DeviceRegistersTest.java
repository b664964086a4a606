package io.dertwin.runtime.registers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.RegisterAccessException.Reason;
import io.dertwin.runtime.state.RecordedState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRegistersTest {

    private final RecordedLog log = new RecordedLog();
    private final Engine engine = ProbeSite.engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Nested
    class Reading {

        @Test
        void should_show_points_of_the_latest_tick() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: stamp_0, func: 4, address: 5, type: uint32}");

            assertThat(read(bank, Table.INPUT_REGISTER, 5, 2)).containsExactly(0, 0);
            engine.advance(3, () -> false);

            assertThat(read(bank, Table.INPUT_REGISTER, 5, 2)).containsExactly(3, 3);
        }

        @Test
        void should_show_any_part_of_a_block() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: 0x11112222, func: 3, address: 10, type: uint32}",
                    "{name: b, value: 0x3333, func: 3, address: 12, type: uint16}",
                    "{name: c, value: 0x4444555566667777, func: 3, address: 14, type: uint64}");

            assertThat(read(bank, Table.HOLDING_REGISTER, 9, 10))
                    .containsExactly(0, 0x1111, 0x2222, 0x3333, 0, 0x4444, 0x5555, 0x6666, 0x7777, 0);
            assertThat(read(bank, Table.HOLDING_REGISTER, 11, 1)).containsExactly(0x2222);
            assertThat(read(bank, Table.HOLDING_REGISTER, 15, 2)).containsExactly(0x5555, 0x6666);
            assertThat(read(bank, Table.HOLDING_REGISTER, 11, 5)).containsExactly(0x2222, 0x3333, 0, 0x4444, 0x5555);
        }

        @Test
        void should_leave_alone_what_lies_behind_the_answer() throws Exception {
            DeviceRegisters bank = bank("{name: a, value: 7, func: 3, address: 0, type: uint32}");
            int[] into = {1, 2, 3, 4};

            bank.read(Table.HOLDING_REGISTER, 0, 2, into);

            assertThat(into).containsExactly(0, 7, 3, 4);
        }

        @Test
        void should_keep_the_four_tables_apart() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: 1, func: 1, address: 10}",
                    "{name: b, value: 0, func: 2, address: 10}",
                    "{name: c, value: 3, func: 3, address: 10, type: uint16}",
                    "{name: d, value: 4, func: 4, address: 10, type: uint16}");

            assertThat(read(bank, Table.COIL, 10, 1)).containsExactly(1);
            assertThat(read(bank, Table.DISCRETE_INPUT, 10, 1)).containsExactly(0);
            assertThat(read(bank, Table.HOLDING_REGISTER, 10, 1)).containsExactly(3);
            assertThat(read(bank, Table.INPUT_REGISTER, 10, 1)).containsExactly(4);
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "1, 1", "2, 1", "-1, 1", "0.1, 1"})
        void should_show_as_a_flag_whether_a_value_is_not_0(double value, int flag) throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: flag, func: 2, address: 1, type: uint16}");

            tell("set_flag", value);

            assertThat(read(bank, Table.DISCRETE_INPUT, 0, 3)).containsExactly(0, flag, 0);
        }

        @Test
        void should_show_the_bits_of_a_value_on_several_coils() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: flag, func: 1, address: 1, type: bits, count: 4}");

            tell("set_flag", 0b1010);

            assertThat(read(bank, Table.COIL, 0, 6)).containsExactly(0, 0, 1, 0, 1, 0);
            assertThat(read(bank, Table.COIL, 2, 2)).containsExactly(1, 0);
        }

        @Test
        void should_show_constants_to_the_last_digit() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: 18446744073709551613, func: 3, address: 0, type: uint64}",
                    "{name: b, value: -9223372036854775807, func: 3, address: 4, type: int64}",
                    "{name: c, value: 9007199254740993, func: 3, address: 8, type: int64, endian: little}");

            assertThat(read(bank, Table.HOLDING_REGISTER, 0, 4)).containsExactly(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFD);
            assertThat(read(bank, Table.HOLDING_REGISTER, 4, 4)).containsExactly(0x8000, 0, 0, 1);
            assertThat(read(bank, Table.HOLDING_REGISTER, 8, 4)).containsExactly(1, 0, 0, 0x20);
        }

        @Test
        void should_show_texts_flags_and_what_is_not_there() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: SunS, func: 3, address: 0, type: string, count: 3}",
                    "{name: b, value: .nan, func: 3, address: 3, type: int16}",
                    "{name: c, value: .nan, func: 3, address: 4, type: float32}",
                    "{name: d, value: true, func: 1, address: 0}",
                    "{name: e, value: 0x8001, func: 3, address: 6, type: bits}",
                    "{name: f, value: 1, func: 3, address: 7, type: float32}");

            assertThat(read(bank, Table.HOLDING_REGISTER, 0, 9))
                    .containsExactly(0x5375, 0x6E53, 0, 0x8000, 0x7FC0, 0, 0x8001, 0x3F80, 0);
            assertThat(read(bank, Table.COIL, 0, 1)).containsExactly(1);
        }

        @Test
        void should_reach_both_ends_of_a_table() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: 7, func: 3, address: 0, type: uint16}",
                    "{name: b, value: 8, func: 3, address: 65535, type: uint16}");

            assertThat(read(bank, Table.HOLDING_REGISTER, 0, 1)).containsExactly(7);
            assertThat(read(bank, Table.HOLDING_REGISTER, 65534, 2)).containsExactly(0, 8);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void should_refuse_to_go_past_the_last_address(boolean rejectUnmapped) {
            DeviceRegisters bank = bank(rejectUnmapped, "{name: b, value: 8, func: 3, address: 65535, type: uint16}");

            assertRefused(
                    () -> read(bank, Table.HOLDING_REGISTER, 65535, 2),
                    Reason.ADDRESS,
                    "probe-1: there is no holding register 65536");
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 65535, 2, new int[2]),
                    Reason.ADDRESS,
                    "probe-1: there is no holding register 65536");
        }

        @Test
        void should_name_the_registers_that_a_request_touches() {
            DeviceRegisters bank = bank(
                    "{name: a, value: 0, func: 3, address: 10, type: uint32}",
                    "{name: b, value: 0, func: 3, address: 13, type: uint16}",
                    "{name: c, value: 0, func: 6, address: 13, type: uint16}");

            assertThat(bank.registers(Table.HOLDING_REGISTER, 11, 3, Direction.READ))
                    .extracting(Register::name)
                    .containsExactly("a", "b");
            assertThat(bank.registers(Table.HOLDING_REGISTER, 0, 65536, Direction.WRITE))
                    .extracting(Register::name)
                    .containsExactly("c");
            assertThat(bank.registers(Table.HOLDING_REGISTER, 12, 1, Direction.READ))
                    .isEmpty();
            assertThat(bank.registers(Table.INPUT_REGISTER, 10, 10, Direction.READ))
                    .isEmpty();
        }
    }

    @Nested
    class Overflow {

        @Test
        void should_saturate_measurements_and_say_so_once() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: level, func: 4, address: 1, type: int16, scale: 0.1, unit: m}",
                    "{name: b, internal_name: level, func: 4, address: 2, type: uint16, unit: m}");

            tell("set_level", 1e6);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 2)).containsExactly(32767, 65535);
            tell("set_level", -1e6);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 2)).containsExactly(0x8000, 0);

            assertThat(log.messages())
                    .containsExactly(
                            "WARN probe-1: a is 1000000.0 m, which does not fit its register at 1"
                                    + " (int16 in steps of 0.1); it reads 3276.7 (said once)",
                            "WARN probe-1: b is 1000000.0 m, which does not fit its register at 2"
                                    + " (uint16 in steps of 1.0); it reads 65535.0 (said once)");
        }

        @Test
        void should_wrap_counters_and_say_so_once() throws Exception {
            DeviceRegisters bank =
                    bank("{name: a, internal_name: total, func: 4, address: 1, type: uint16, scale: 0.1}");

            tell("set_total", 6553.5);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(65535);
            assertThat(log.messages()).isEmpty();
            tell("set_total", 6553.6);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(0);
            tell("set_total", 6553.7);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(1);

            assertThat(log.messages()).hasSize(1);
        }

        @Test
        void should_do_what_the_map_says_instead() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: level, func: 4, address: 1, type: int16, overflow: wrap}",
                    "{name: b, internal_name: total, func: 4, address: 2, type: uint16, overflow: saturate}");

            tell("set_level", 32768);
            tell("set_total", 65536);

            assertThat(read(bank, Table.INPUT_REGISTER, 1, 2)).containsExactly(0x8000, 65535);
        }

        @Test
        void should_not_take_the_highest_value_for_an_overflow() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: level, func: 4, address: 1, type: uint16}");

            tell("set_level", 65535.4);

            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(65535);
            assertThat(log.messages()).isEmpty();
        }
    }

    @Nested
    class Writing {

        @Test
        void should_show_a_command_at_once_and_act_in_the_next_tick() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: w, internal_name: set_level, func: 16, address: 1, type: int32, scale: 0.1}",
                    "{name: r, internal_name: level, func: 4, address: 1, type: int32, scale: 0.1}");

            Optional<CommandWrite> write = bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {0xFFFF, 0xFF38});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0xFFFF, 0xFF38);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 2)).containsExactly(0, 0);
            assertThat(write).get().extracting(CommandWrite::effectiveTick).isEqualTo(-1L);
            engine.advance(1, () -> false);
            assertThat(read(bank, Table.INPUT_REGISTER, 1, 2)).containsExactly(0xFFFF, 0xFF38);
            assertThat(telemetry("level")).isEqualTo(-20);
            assertThat(write).get().extracting(CommandWrite::effectiveTick).isEqualTo(0L);
        }

        @Test
        void should_show_what_is_in_force_before_anything_is_written() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: mode, func: 6, address: 1, type: uint16}",
                    "{name: b, internal_name: high, func: 6, address: 2, type: uint16, scale: 0.1}");

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(1, 900);
        }

        @Test
        void should_show_what_others_have_written() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: set_level, func: 6, address: 1, type: uint16}");

            command("set_level", 42);

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(42);
        }

        @Test
        void should_show_a_setpoint_at_once_where_its_read_back_stands_at_the_same_addresses() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: r, internal_name: level, func: 3, address: 1, type: int16}",
                    "{name: w, internal_name: set_level, func: 6, address: 1, type: int16}");

            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {5});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(5);
        }

        @Test
        void should_show_a_command_also_where_it_is_only_read() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: r, internal_name: set_level, func: 4, address: 7, type: int16}",
                    "{name: w, internal_name: set_level, func: 6, address: 1, type: int16}");

            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {5});

            assertThat(read(bank, Table.INPUT_REGISTER, 7, 1)).containsExactly(5);
        }

        @Test
        void should_read_0_after_a_momentary_command_has_acted() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: reset, func: 6, address: 1, type: uint16}");

            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {1});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(1);
            engine.advance(1, () -> false);
            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(0);
        }

        @Test
        void should_keep_the_rest_of_a_register_that_is_written_in_part() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: set_level, func: 6, address: 1, type: uint32}");
            bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {0x1234, 0x5678});

            bank.write(Table.HOLDING_REGISTER, 2, 1, new int[] {0x9ABC});
            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0x1234, 0x9ABC);
            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {0xDEF0});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0xDEF0, 0x9ABC);
            engine.advance(1, () -> false);
            assertThat(telemetry("level")).isEqualTo(0xDEF09ABCL);
        }

        @Test
        void should_write_two_halves_of_two_registers() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_level, func: 16, address: 1, type: uint32}",
                    "{name: b, internal_name: set_total, func: 16, address: 3, type: uint32}");

            bank.write(Table.HOLDING_REGISTER, 2, 2, new int[] {7, 8});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 4)).containsExactly(0, 7, 8, 0);
        }

        @Test
        void should_take_a_block_of_commands_as_one() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: low, func: 16, address: 1, type: uint16}",
                    "{name: b, internal_name: high, func: 16, address: 2, type: uint16}");

            // neither could be written alone: low must not be above high
            bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {95, 98});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(95, 98);
        }

        @Test
        void should_change_nothing_when_any_part_is_refused() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_level, func: 16, address: 1, type: uint16}",
                    "{name: p, value: 7, func: 16, address: 2, type: uint16}",
                    "{name: b, internal_name: mode, func: 16, address: 3, type: uint16}");

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 4, new int[] {1, 2, 9, 4}),
                    Reason.VALUE,
                    "probe-1: mode must be one of [1, 2, 3], but is 9.0");

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 4)).containsExactly(0, 7, 1, 0);
        }

        @Test
        void should_refuse_what_the_device_refuses_in_its_words() {
            DeviceRegisters bank = bank("{name: a, internal_name: low, func: 6, address: 1, type: uint16}");

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {91}),
                    Reason.VALUE,
                    "probe-1: low must not be above high");
        }

        @Test
        void should_refuse_what_is_no_number() {
            DeviceRegisters bank = bank("{name: a, internal_name: set_level, func: 16, address: 1, type: float32}");

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {0x7FC0, 0}),
                    Reason.VALUE,
                    "probe-1: set_level must be a finite number, but is NaN");
        }

        @Test
        void should_take_only_the_options_of_a_register() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_level, func: 6, address: 1, type: int16, options: {-1: Down, 0x1: Up}}",
                    "{name: p, value: 1, func: 6, address: 2, type: uint16, options: {1: One, 2: Two}}");

            bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {0xFFFF, 2});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0xFFFF, 2);
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {0}),
                    Reason.VALUE,
                    "probe-1: a must be one of -1 (Down), 1 (Up), but is 0");
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 2, 1, new int[] {3}),
                    Reason.VALUE,
                    "probe-1: p must be one of 1 (One), 2 (Two), but is 3");
        }

        @Test
        void should_take_options_as_raw_numbers() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_level, func: 6, address: 1, type: uint16, scale: 0.1, options: {5: Half}}");

            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {5});

            engine.advance(1, () -> false);
            assertThat(telemetry("level")).isEqualTo(0.5);
        }

        @Test
        void should_take_any_of_the_bits_that_have_names() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_flag, func: 6, address: 1, type: bits, options: {0: Low, 3: High}}");

            for (int bits : new int[] {0, 1, 8, 9}) {
                bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {bits});
            }

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {3}),
                    Reason.VALUE,
                    "probe-1: a must be made of the bits 0 (Low), 3 (High), but is 3");
        }

        @Test
        void should_write_coils_one_by_one_or_together() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, internal_name: set_flag, func: 15, address: 1, type: bits, count: 3}",
                    "{name: b, internal_name: set_level, func: 5, address: 4}");

            bank.write(Table.COIL, 1, 4, new int[] {1, 0, 1, 1});
            assertThat(read(bank, Table.COIL, 0, 6)).containsExactly(0, 1, 0, 1, 1, 0);
            bank.write(Table.COIL, 2, 1, new int[] {1});

            engine.advance(1, () -> false);
            assertThat(telemetry("flag")).isEqualTo(0b111);
            assertThat(telemetry("level")).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void should_refuse_to_write_what_can_only_be_read(boolean rejectUnmapped) {
            DeviceRegisters bank = bank(
                    rejectUnmapped,
                    "{name: a, internal_name: level, func: 3, address: 1, type: uint32}",
                    "{name: b, internal_name: flag, func: 1, address: 1}",
                    "{name: c, value: 5, func: 3, address: 3, type: uint16}");

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 2, 1, new int[1]),
                    Reason.ADDRESS,
                    "probe-1: holding register 2 (a) can only be read");
            assertRefused(
                    () -> bank.write(Table.COIL, 1, 1, new int[1]),
                    Reason.ADDRESS,
                    "probe-1: coil 1 (b) can only be read");
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 3, 1, new int[1]),
                    Reason.ADDRESS,
                    "probe-1: holding register 3 (c) can only be read");
        }

        @Test
        void should_check_what_never_takes_effect_and_forget_it() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: low, func: 6, address: 1, type: uint16}");

            bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {20, 5}, WriteTerm.NEVER);

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(10, 0);
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {101}, WriteTerm.NEVER),
                    Reason.VALUE,
                    "probe-1: low must be from 0.0 to 100.0, but is 101.0");
        }

        @Test
        void should_not_write_what_is_read_at_the_same_address_of_another_table() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: level, func: 4, address: 1, type: uint16}");

            assertThat(bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {9})).isEmpty();

            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(0);
            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(9);
        }
    }

    @Nested
    class Addresses_outside_the_map {

        @ParameterizedTest
        @EnumSource(Table.class)
        void should_read_0_in_every_table(Table table) throws Exception {
            DeviceRegisters bank = bank("{name: a, value: 1, func: 3, address: 1, type: uint16}");

            assertThat(read(bank, table, 40000, 3)).containsExactly(0, 0, 0);
        }

        @Test
        void should_keep_what_is_written_to_them() throws Exception {
            DeviceRegisters bank = bank("{name: a, internal_name: set_level, func: 6, address: 11, type: uint16}");

            Optional<CommandWrite> write = bank.write(Table.HOLDING_REGISTER, 10, 3, new int[] {1, 2, 0xFFFF});
            bank.write(Table.COIL, 65535, 1, new int[] {1});

            assertThat(write).isPresent();
            assertThat(read(bank, Table.HOLDING_REGISTER, 9, 5)).containsExactly(0, 1, 2, 0xFFFF, 0);
            assertThat(read(bank, Table.COIL, 65535, 1)).containsExactly(1);
            assertThat(read(bank, Table.HOLDING_REGISTER, 65535, 1)).containsExactly(0);
        }

        @Test
        void should_read_a_0_that_was_written() throws Exception {
            DeviceRegisters bank = bank("{name: p, value: 7, func: 6, address: 1, type: uint16}");

            bank.write(Table.HOLDING_REGISTER, 1, 1, new int[] {0});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 1)).containsExactly(0);
        }

        @Test
        void should_be_refused_when_the_map_rejects_them() throws Exception {
            DeviceRegisters bank = bank(
                    true,
                    "{name: a, internal_name: level, func: 4, address: 1, type: uint16}",
                    "{name: b, value: 0, func: 6, address: 1, type: uint32}");

            assertThat(read(bank, Table.INPUT_REGISTER, 1, 1)).containsExactly(0);
            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0, 0);
            assertThat(bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {1, 2}))
                    .isEmpty();
            assertRefused(
                    () -> read(bank, Table.INPUT_REGISTER, 1, 2), Reason.ADDRESS, "probe-1 has no input register 2");
            assertRefused(
                    () -> read(bank, Table.DISCRETE_INPUT, 1, 1), Reason.ADDRESS, "probe-1 has no discrete input 1");
            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 0, 2, new int[] {1, 2}),
                    Reason.ADDRESS,
                    "probe-1 has no holding register 0");
            assertRefused(() -> bank.write(Table.COIL, 5, 1, new int[] {1}), Reason.ADDRESS, "probe-1 has no coil 5");
        }

        @Test
        void should_not_keep_a_part_of_what_is_refused() throws Exception {
            DeviceRegisters bank = bank(
                    true,
                    "{name: a, internal_name: set_level, func: 6, address: 1, type: uint16}",
                    "{name: b, value: 0, func: 6, address: 2, type: uint16}");

            assertRefused(
                    () -> bank.write(Table.HOLDING_REGISTER, 1, 3, new int[] {1, 2, 3}),
                    Reason.ADDRESS,
                    "probe-1 has no holding register 3");

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 2)).containsExactly(0, 0);
        }
    }

    @Nested
    class Plain_storage {

        @Test
        void should_show_the_value_of_the_map_until_it_is_written_over_in_part_or_whole() throws Exception {
            DeviceRegisters bank = bank(
                    "{name: a, value: 0x11112222, func: 16, address: 1, type: uint32}",
                    "{name: b, value: Hello, func: 16, address: 3, type: string, count: 3}");

            bank.write(Table.HOLDING_REGISTER, 2, 2, new int[] {0x3333, 0x4A65});

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 5))
                    .containsExactly(0x1111, 0x3333, 0x4A65, 0x6C6C, 0x6F00);
        }

        @Test
        void should_carry_all_64_bits() throws Exception {
            DeviceRegisters bank = bank("{name: a, value: 0, func: 16, address: 1, type: uint64}");
            int[] words = {0xFEDC, 0xBA98, 0x7654, 0x3211};

            bank.write(Table.HOLDING_REGISTER, 1, 4, words);

            assertThat(read(bank, Table.HOLDING_REGISTER, 1, 4)).containsExactly(words);
        }

        @Test
        void should_be_kept_by_a_snapshot() throws Exception {
            DeviceRegisters bank = bank("{name: a, value: 7, func: 6, address: 1, type: uint16}");
            bank.write(Table.HOLDING_REGISTER, 1, 2, new int[] {8, 0});
            bank.write(Table.COIL, 65535, 1, new int[] {1});
            ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
            bank.exchange(RecordedState.recording(snapshot));
            bank.write(Table.HOLDING_REGISTER, 1, 3, new int[] {9, 9, 9});

            bank.exchange(RecordedState.restoring(snapshot));

            assertThat(read(bank, Table.HOLDING_REGISTER, 0, 4)).containsExactly(0, 8, 0, 0);
            assertThat(read(bank, Table.COIL, 65535, 1)).containsExactly(1);
        }

        @Test
        void should_start_anew_in_another_bank() throws Exception {
            String register = "{name: a, value: 7, func: 6, address: 1, type: uint16}";
            bank(register).write(Table.HOLDING_REGISTER, 1, 1, new int[] {8});

            assertThat(read(bank(register), Table.HOLDING_REGISTER, 1, 1)).containsExactly(7);
        }
    }

    private DeviceRegisters bank(String... registers) {
        return bank(false, registers);
    }

    private DeviceRegisters bank(boolean rejectUnmapped, String... registers) {
        String yaml = "registers:\n- " + String.join("\n- ", registers);
        RegisterMap map = RegisterMaps.read("map.yaml", yaml.getBytes(UTF_8), ProbeSite.TYPE);
        return new DeviceRegisters(
                new RegisterLayout(map, ProbeSite.TYPE),
                engine.plant().devices().get(0),
                engine.frames(),
                rejectUnmapped,
                log);
    }

    /** Writes a command and lets it act. */
    private void tell(String command, double value) throws CommandRefusedException {
        command(command, value);
        engine.advance(1, () -> false);
    }

    private void command(String command, double value) throws CommandRefusedException {
        ProbeSite.command(engine, Map.of(command, value));
    }

    private double telemetry(String point) {
        return ProbeSite.telemetry(engine, point);
    }

    private static int[] read(DeviceRegisters bank, Table table, int address, int count)
            throws RegisterAccessException {
        int[] into = new int[count];
        bank.read(table, address, count, into);
        return into;
    }

    private interface Access {
        void run() throws RegisterAccessException;
    }

    private static void assertRefused(Access access, Reason reason, String message) {
        assertThatExceptionOfType(RegisterAccessException.class)
                .isThrownBy(access::run)
                .withMessage(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
