package io.dertwin.runtime.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterMapsTest {

    private static final DeviceType BESS = new BessType();

    @TempDir
    Path folder;

    @Nested
    class A_sound_map {

        @Test
        void should_say_everything_of_its_registers() {
            RegisterMap map = read("""
                    protocol: modbus_tcp
                    device_type: bess
                    description: A battery
                    registers:
                      - name: power
                        internal_name: active_power_setpoint
                        address: 10126
                        func: 0x10
                        direction: write
                        type: int32
                        count: 2
                        scale: 0.1
                        unit: kW
                        endian: little
                        byte_order: little
                        overflow: wrap
                        description: Wanted power
                        options: {0: Nothing, -1: Little}
                    """);

            assertThat(map.deviceType()).isEqualTo("bess");
            assertThat(map.description()).isEqualTo("A battery");
            assertThat(map.file()).isEqualTo(file().toString());
            assertThat(map.registers())
                    .containsExactly(new Register(
                            "power",
                            Optional.of("active_power_setpoint"),
                            Table.HOLDING_REGISTER,
                            Direction.WRITE,
                            10126,
                            2,
                            new Encoding(Type.INT32, 0.1, Order.LITTLE, Order.LITTLE, Overflow.WRAP),
                            Optional.empty(),
                            "kW",
                            Map.of(0L, "Nothing", -1L, "Little"),
                            "Wanted power",
                            5));
        }

        @Test
        void should_need_nothing_that_follows_from_the_rest() {
            Register register = readOne("{name: soc, internal_name: system_soc, func: 4, address: 1, type: uint16}");

            assertThat(register)
                    .isEqualTo(new Register(
                            "soc",
                            Optional.of("system_soc"),
                            Table.INPUT_REGISTER,
                            Direction.READ,
                            1,
                            1,
                            new Encoding(Type.UINT16, 1, Order.BIG, Order.BIG, Overflow.SATURATE),
                            Optional.empty(),
                            "",
                            Map.of(),
                            "",
                            2));
        }

        @ParameterizedTest
        @CsvSource({
            "0x01, COIL, READ",
            "0x02, DISCRETE_INPUT, READ",
            "0x03, HOLDING_REGISTER, READ",
            "0x04, INPUT_REGISTER, READ",
            "0x05, COIL, WRITE",
            "0x06, HOLDING_REGISTER, WRITE",
            "0x0F, COIL, WRITE",
            "0x10, HOLDING_REGISTER, WRITE",
            "15, COIL, WRITE",
            "'\"0x0f\"', COIL, WRITE",
        })
        void should_place_a_register_by_its_function(String function, Table table, Direction direction) {
            Register register = readOne("{name: x, value: 0, func: " + function + ", address: 1, type: uint16}");

            assertThat(register.table()).isEqualTo(table);
            assertThat(register.direction()).isEqualTo(direction);
        }

        @ParameterizedTest
        @CsvSource({
            "uint16, 1",
            "int16, 1",
            "uint32, 2",
            "int32, 2",
            "uint64, 4",
            "int64, 4",
            "float32, 2",
            "float64, 4",
            "bits, 1"
        })
        void should_take_as_many_addresses_as_its_type(String type, int count) {
            Register register = readOne("{name: x, value: 0, func: 3, address: 1, type: " + type + "}");

            assertThat(register.count()).isEqualTo(count);
            assertThat(register.encoding().type().text()).isEqualTo(type);
        }

        @Test
        void should_take_coils_without_a_type_and_several_of_them_as_bits() {
            RegisterMap map = readRegisters(
                    "{name: a, value: true, func: 1, address: 0}",
                    "{name: b, value: 5, func: 2, address: 1, type: bits, count: 3}",
                    "{name: c, value: 1, func: 2, address: 4, type: uint16}");

            assertThat(map.registers()).extracting(Register::count).containsExactly(1, 3, 1);
            assertThat(map.registers())
                    .extracting(register -> register.encoding().type())
                    .containsExactly(Type.BITS, Type.BITS, Type.UINT16);
        }

        @Test
        void should_wrap_counters_and_saturate_the_rest_unless_it_says_otherwise() {
            RegisterMap map = readRegisters(
                    "{name: a, internal_name: total_charge_energy, func: 4, address: 0, type: uint16}",
                    "{name: b, internal_name: active_power, func: 4, address: 1, type: int16}",
                    "{name: c, internal_name: total_charge_energy, func: 4, address: 2, type: uint16, overflow: saturate}",
                    "{name: d, internal_name: active_power, func: 4, address: 3, type: int16, overflow: wrap}");

            assertThat(map.registers())
                    .extracting(register -> register.encoding().overflow())
                    .containsExactly(Overflow.WRAP, Overflow.SATURATE, Overflow.SATURATE, Overflow.WRAP);
        }

        @Test
        void should_keep_constants_as_exact_as_they_are_written() {
            RegisterMap map = readRegisters(
                    "{name: a, value: 18446744073709551615, func: 3, address: 0, type: uint64}",
                    "{name: b, value: -9223372036854775808, func: 3, address: 4, type: int64}",
                    "{name: c, value: 12.3, func: 3, address: 8, type: int16, scale: 0.1}",
                    "{name: d, value: 0xFFFF, func: 3, address: 9, type: uint16}",
                    "{name: e, value: SunS, func: 3, address: 10, type: string, count: 2}",
                    "{name: f, value: .nan, func: 3, address: 12, type: uint16}",
                    "{name: g, value: 1.5, func: 3, address: 13, type: float32}");

            assertThat(map.registers())
                    .extracting(register -> register.constant().orElseThrow())
                    .containsExactly(
                            new BigInteger("18446744073709551615"),
                            Long.MIN_VALUE,
                            12.3,
                            65535L,
                            "SunS",
                            Double.NaN,
                            1.5);
        }

        @Test
        void should_share_the_addresses_of_a_setpoint_and_its_read_back() {
            RegisterMap map = readRegisters(
                    "{name: a, internal_name: on_grid_power, func: 3, address: 7, type: int32, scale: 0.1}",
                    "{name: a, internal_name: active_power_setpoint, func: 16, address: 7, type: int32, scale: 0.1}",
                    "{name: b, internal_name: system_soc, func: 4, address: 7, type: uint16}");

            assertThat(map.registers()).hasSize(3);
        }

        @Test
        void should_be_read_from_json_too() throws IOException {
            Path file = Files.writeString(folder.resolve("map.json"), """
                    {"registers": [
                      {"name": "x", "internal_name": "system_soc", "func": "0x04", "address": 1, "type": "uint16",
                       "options": {"1": "one", "0x02": "two"}}
                    ]}
                    """);

            RegisterMap map = RegisterMaps.read(file, BESS);

            assertThat(map.registers()).singleElement().satisfies(register -> {
                assertThat(register.table()).isEqualTo(Table.INPUT_REGISTER);
                assertThat(register.options()).isEqualTo(Map.of(1L, "one", 2L, "two"));
            });
        }

        @Test
        void should_keep_the_words_of_options_that_other_yaml_takes_for_flags_or_numbers() {
            Register register = readOne("{name: x, value: 0, func: 4, address: 1, type: uint16,"
                    + " options: {0: Off, 1: On, 2: no, 3: true, 4: 5, 5: 1.5, 6: null}}");

            assertThat(register.options().values()).containsExactly("Off", "On", "no", "true", "5", "1.5", "");
        }

        @Test
        void should_show_a_command_where_it_is_not_written() {
            Register register =
                    readOne("{name: x, internal_name: active_power_setpoint, func: 4, address: 1, type: int16}");

            assertThat(register.internalName()).contains("active_power_setpoint");
        }

        @Test
        void should_name_the_value_of_a_coil_but_the_bits_of_several() {
            RegisterMap map = readRegisters(
                    "{name: a, value: 0, func: 1, address: 0, options: {0: Off, 1: On}}",
                    "{name: b, value: 0, func: 1, address: 1, count: 2, options: {0: Low, 1: High}}");

            assertThat(map.registers())
                    .extracting(register -> register.options().size())
                    .containsExactly(2, 2);
        }

        @Test
        void should_name_what_no_device_has_when_none_is_given() {
            write("registers: [{name: x, internal_name: whatever, func: 4, address: 1, type: uint16}]");

            assertThat(RegisterMaps.read(file()).registers()).hasSize(1);
        }
    }

    @Nested
    class Problems_of_a_register {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "func: 99           | func: must be 0x01, 0x02, 0x03 or 0x04 to read, or 0x05, 0x06, 0x0F or 0x10 to write, but is 99",
                    "func: read         | func: must be 0x01, 0x02, 0x03 or 0x04 to read, or 0x05, 0x06, 0x0F or 0x10 to write, but is \"read\"",
                    "func: 4.5          | func: must be 0x01, 0x02, 0x03 or 0x04 to read, or 0x05, 0x06, 0x0F or 0x10 to write, but is 4.5",
                    "func: null         | func: is missing: it must be 0x01, 0x02, 0x03 or 0x04 to read, or 0x05, 0x06, 0x0F or 0x10 to write",
                    "direction: write   | direction: must be read, as function 0x04 does",
                    "direction: reed    | direction: must be one of read, write, but is \"reed\", did you mean 'read'?",
                    "address: -5        | address: must be from 0 to 65535, but is -5",
                    "address: 65536     | address: must be from 0 to 65535, but is 65536",
                    "address: 1.5       | address: must be a whole number, but is 1.5",
                    "address: x         | address: must be a number, but is \"x\"",
                    "address: null      | address: is missing",
                    "name: null         | name: is missing",
                    "name: 5            | name: must be a text, but is 5; put it in quotes",
                    "type: int8         | type: must be one of uint16, int16, uint32, int32, uint64, int64, float32, float64, string, bits, but is \"int8\", did you mean 'int16'?",
                    "type: float        | type: must be one of uint16, int16, uint32, int32, uint64, int64, float32, float64, string, bits, but is \"float\", did you mean 'float32'?",
                    "type: null         | type: is missing: must be one of uint16, int16, uint32, int32, uint64, int64, float32, float64, string, bits",
                    "count: 2           | count: must be 1 for uint16, but is 2",
                    "count: 0           | count: must be 1 for uint16, but is 0",
                    "count: one         | count: must be a number, but is \"one\"",
                    "scale: 0           | scale: must not be 0, but is 0",
                    "scale: .nan        | scale: must be a finite number, but is NaN",
                    "scale: 1e999       | scale: must be a finite number, but is Infinity",
                    "endian: middle     | endian: must be one of big, little, but is \"middle\", did you mean 'little'?",
                    "byte_order: litle  | byte_order: must be one of big, little, but is \"litle\", did you mean 'little'?",
                    "overflow: clip     | overflow: must be one of saturate, wrap, but is \"clip\"",
                    "options: 5         | options: must be an object, but is 5",
                    "options: {on: 1}   | options.on: must be a whole number and its meaning, as in 1: On",
                    "options: {1: a, 0x1: b} | options.0x1: is there twice",
                    "internal_name: system_sco | internal_name: a device of type bess has no 'system_sco' to read, did you mean 'system_soc'? (a register that is not simulated takes a value in place of internal_name)",
                    "internal_name: colour | internal_name: a device of type bess has no 'colour' to read (a register that is not simulated takes a value in place of internal_name)",
                    "options: {1: [a]} | options.1: must be a text, but is a list",
                    "internal_name: null | needs an internal_name, or a value if the simulator does not model it",
                    "value: 1           | value: must be left out beside an internal_name",
                    "unit: [V]          | unit: must be a text, but is a list",
                    "adress: 5          | adress: unknown key 'adress', did you mean 'address'?"
                })
        void should_say_what_is_wrong_and_where(String line, String message) {
            assertProblems(with(line), "registers[0]" + (message.startsWith("needs") ? ": " : ".") + message);
        }

        /** A sound register on a line of its own, but for one key. */
        private String with(String line) {
            String key = line.substring(0, line.indexOf(':'));
            String sound = Stream.of("name: x", "internal_name: system_soc", "address: 1", "func: 0x04", "type: uint16")
                    .filter(other -> !other.startsWith(key + ":"))
                    .reduce("", (all, other) -> all + other + ", ");
            return "registers: [{" + sound + line + "}]";
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'func: 3, type: int32, count: 1, value: 0'     | count: must be 2 for int32, but is 1",
                    "'func: 3, type: float64, count: 2, value: 0'   | count: must be 4 for float64, but is 2",
                    "'func: 3, type: bits, count: 5, value: 0'      | count: must be from 1 to 4, but is 5",
                    "'func: 3, type: string, value: x'              | count: is missing: how many registers the text takes, with two characters to each",
                    "'func: 3, type: string, count: 126, value: x'  | count: must be from 1 to 125, but is 126",
                    "'func: 2, type: uint16, count: 2, value: 0'    | count: must be 1 for a flag; several are of type bits, but is 2",
                    "'func: 2, type: bits, count: 65, value: 0'     | count: must be from 1 to 64, but is 65",
                    "'func: 2, type: uint32, value: 0'              | type: must be uint16 or bits for a coil or discrete input, but is uint32",
                    "'func: 2, scale: 0.1, value: 0'                | scale: must be 1 for a coil or discrete input, but is 0.1",
                    "'func: 3, type: bits, scale: 2, value: 0'      | scale: must be 1 for bits, but is 2",
                    "'func: 3, type: float32, overflow: wrap, value: 0' | overflow: must be left out: only whole numbers saturate or wrap",
                    "'func: 3, type: string, count: 1, internal_name: system_soc' | internal_name: must be left out: devices report no texts; give a value in its place",
                    "'func: 6, type: uint16, internal_name: system_soc' | internal_name: 'system_soc' of a device of type bess can only be read, but the register is written",
                    "'func: 6, type: uint16, internal_name: active_power' | internal_name: 'active_power' of a device of type bess can only be read, but the register is written",
                    "'func: 3, type: uint16, value: 65536'          | value: must fit uint16, from 0 to 65535, but is 65536",
                    "'func: 3, type: uint16, value: -1'             | value: must fit uint16, from 0 to 65535, but is -1",
                    "'func: 3, type: int16, scale: 0.1, value: 3276.8' | value: must fit int16, from -3276.8 to 3276.7, but is 3276.8",
                    "'func: 3, type: uint64, value: 18446744073709551616' | value: must fit uint64, from 0 to 18446744073709551615, but is 18446744073709551616",
                    "'func: 3, type: int16, scale: 0.1, value: 0.25' | value: must be a multiple of the scale 0.1, but is 0.25",
                    "'func: 3, type: uint16, value: 0.5'            | value: must be a multiple of the scale 1, but is 0.5",
                    "'func: 3, type: uint16, value: .inf'           | value: must be a number, but is Infinity",
                    "'func: 3, type: uint16, value: one'            | value: must be a number, but is \"one\"",
                    "'func: 3, type: uint16, value: [1]'            | value: must be a number, but is a list",
                    "'func: 3, type: float32, value: 1e39'          | value: must fit a float32, but is 1.0E39",
                    "'func: 3, type: string, count: 2, value: 5'    | value: must be a text, but is 5",
                    "'func: 3, type: string, count: 2, value: abcde' | value: must be a text of at most 4 bytes, but is \"abcde\"",
                    "'func: 3, type: bits, count: 2, value: 4294967296' | value: must fit bits, from 0 to 4294967295, but is 4294967296",
                    "'func: 3, type: float32, value: 0, options: {1: a}' | options: must be left out for float32",
                    "'func: 3, type: bits, value: 0, options: {16: a}' | options.16: must be the number of a bit, from 0 to 15",
                    "'func: 1, count: 3, value: 0, options: {3: a}' | options.3: must be the number of a bit, from 0 to 2",
                    "'func: 1, value: 2'                            | value: must be a whole number from 0 to 1, but is 2",
                    "'func: 1, count: 3, value: 8'                  | value: must be a whole number from 0 to 7, but is 8",
                    "'func: 1, count: 3, value: true'               | value: must be a whole number from 0 to 7, but is true"
                })
        void should_hold_a_register_to_its_type(String keys, String message) {
            assertProblems("registers: [{name: x, address: 1, " + keys + "}]", "registers[0]." + message);
        }

        @Test
        void should_refuse_a_register_that_ends_past_the_last_address() {
            assertProblems(
                    "registers: [{name: x, address: 65535, value: 0, func: 3, type: int32}]",
                    "registers[0].address: ends at 65536, past 65535");
            assertThat(readOne("{name: x, address: 65534, value: 0, func: 3, type: int32}")
                            .end())
                    .isEqualTo(65536);
        }

        @Test
        void should_report_all_problems_of_all_registers_at_once() {
            write("""
                    device_typ: bess
                    registers:
                      - nam: a
                        internal_name: nothing
                        adress: 1
                        func: 7
                        type: int
                        scale: 0
                      - name: b
                        internal_name: active_powr
                        address: 70000
                        func: 4
                        direction: write
                        type: uint16
                        scale: 0
                      - 5
                    """);

            assertThat(messages())
                    .containsExactly(
                            ":1: device_typ: unknown key 'device_typ', did you mean 'device_type'?",
                            ":3: registers[0].address: is missing",
                            ":3: registers[0].name: is missing",
                            ":3: registers[0].nam: unknown key 'nam', did you mean 'name'?",
                            ":5: registers[0].adress: unknown key 'adress', did you mean 'address'?",
                            ":6: registers[0].func: must be 0x01, 0x02, 0x03 or 0x04 to read,"
                                    + " or 0x05, 0x06, 0x0F or 0x10 to write, but is 7",
                            ":7: registers[0].type: must be one of uint16, int16, uint32, int32, uint64, int64, float32,"
                                    + " float64, string, bits, but is \"int\", did you mean 'int16'?",
                            ":10: registers[1].internal_name: a device of type bess has no 'active_powr' to read,"
                                    + " did you mean 'active_power'? (a register that is not simulated takes a value"
                                    + " in place of internal_name)",
                            ":11: registers[1].address: must be from 0 to 65535, but is 70000",
                            ":13: registers[1].direction: must be read, as function 0x04 does",
                            ":15: registers[1].scale: must not be 0, but is 0",
                            ":16: registers[2]: must be an object, but is 5");
        }
    }

    @Nested
    class Problems_between_registers {

        @Test
        void should_refuse_two_at_one_address() {
            assertRegisterProblems(
                    List.of(
                            "{name: a, value: 0, func: 4, address: 10, type: int32}",
                            "{name: b, value: 0, func: 4, address: 11, type: uint16}",
                            "{name: c, value: 0, func: 4, address: 9, type: int32}",
                            "{name: d, value: 0, func: 4, address: 12, type: uint16}"),
                    ":3: registers[1].address: overlaps 'a' on line 2 (addresses 10 to 11)",
                    ":4: registers[2].address: overlaps 'a' on line 2 (addresses 10 to 11)");
        }

        @Test
        void should_refuse_two_written_at_one_address_whatever_their_functions() {
            assertRegisterProblems(
                    List.of(
                            "{name: a, value: 0, func: 6, address: 10, type: uint16}",
                            "{name: b, value: 0, func: 16, address: 10, type: uint16}"),
                    ":3: registers[1].address: overlaps 'a' on line 2 (address 10)");
        }

        @Test
        void should_allow_the_same_address_in_different_tables() {
            RegisterMap map = readRegisters(
                    "{name: a, value: 0, func: 1, address: 10}",
                    "{name: b, value: 0, func: 2, address: 10}",
                    "{name: c, value: 0, func: 3, address: 10, type: uint16}",
                    "{name: d, value: 0, func: 4, address: 10, type: uint16}");

            assertThat(map.registers()).hasSize(4);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "address: 11, type: int32",
                    "address: 10, type: uint16",
                    "address: 10, type: uint32",
                    "address: 10, type: int32, scale: 0.1",
                    "address: 10, type: int32, endian: little",
                    "address: 10, type: int32, byte_order: little"
                })
        void should_refuse_a_read_and_a_written_one_that_are_not_alike(String other) {
            assertRegisterProblems(
                    List.of(
                            "{name: a, value: 0, func: 3, address: 10, type: int32}",
                            "{name: b, value: 0, func: 16, " + other + "}"),
                    ":3: registers[1].address: overlaps 'a' on line 2 (addresses 10 to 11); one that is read and one that"
                            + " is written may share their addresses only if they share all of them, and type and scale, too");
        }

        @Test
        void should_refuse_a_name_that_is_there_twice() {
            assertRegisterProblems(
                    List.of(
                            "{name: a, value: 0, func: 4, address: 10, type: uint16}",
                            "{name: a, value: 0, func: 3, address: 10, type: uint16}"),
                    ":3: registers[1].name: is there twice; the first is on line 2");
        }

        @Test
        void should_refuse_a_map_without_registers() {
            assertProblems("device_type: bess", "registers: is missing: the list of the map's registers");
            assertProblems("registers: 5", "registers: must be a list, but is 5");
            assertProblems("- a", "expected an object at the top, but found a list");
        }

        @Test
        void should_take_little_time_for_very_many_registers() {
            StringBuilder text = new StringBuilder("registers:\n");
            for (int i = 0; i < 10_000; i++) {
                text.append("- {name: x, value: '', func: 3, address: ")
                        .append(i)
                        .append(", type: string, count: 125}\n");
            }
            write(text.toString());

            assertThat(messages()).hasSize(1001).last().asString().endsWith("more problems are not shown");
        }
    }

    @Nested
    class Built_in_maps {

        @Test
        void should_be_those_of_the_repository() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("..", "register-maps"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(RegisterMaps.builtInNames());
            }
        }

        @Test
        void should_be_read_from_the_jar() {
            RegisterMap map = RegisterMaps.readBuiltIn("bess_modbus.yaml", BESS);

            assertThat(map.file()).isEqualTo("bess_modbus.yaml");
            assertThat(map.registers())
                    .isEqualTo(RegisterMaps.read(Path.of("..", "register-maps", "bess_modbus.yaml"), BESS)
                            .registers());
        }

        @ParameterizedTest
        @ValueSource(strings = {"nothing.yaml", "../register-maps/bess_modbus.yaml", "", "/etc/passwd"})
        void should_not_be_anything_else(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RegisterMaps.readBuiltIn(name, BESS))
                    .withMessage("no built-in register map '" + name + "', only " + RegisterMaps.builtInNames());
        }

        @Test
        void should_be_refused_for_a_device_of_another_type() {
            assertThatExceptionOfType(InvalidFileException.class)
                    .isThrownBy(() -> RegisterMaps.readBuiltIn("chp_modbus.yaml", BESS))
                    .withMessageContaining("a device of type bess has no 'engine_running' to read");
        }
    }

    private Path file() {
        return folder.resolve("map.yaml");
    }

    private void write(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RegisterMap read(String yaml) {
        write(yaml);
        return RegisterMaps.read(file(), BESS);
    }

    private RegisterMap readRegisters(String... registers) {
        return read("registers:\n- " + String.join("\n- ", registers));
    }

    private Register readOne(String register) {
        return readRegisters(register).registers().get(0);
    }

    private void assertRegisterProblems(List<String> registers, String... messages) {
        write("registers:\n- " + String.join("\n- ", registers));
        assertThat(messages()).containsExactly(messages);
    }

    private void assertProblems(String yaml, String message) {
        write(yaml);
        assertThat(messages()).containsExactly(":1: " + message);
    }

    /** What is wrong with the file, without its name. */
    private List<String> messages() {
        return assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> RegisterMaps.read(file(), BESS))
                .actual()
                .problems()
                .stream()
                .map(Problem::toString)
                .map(text -> text.substring(file().toString().length()))
                .toList();
    }
}
