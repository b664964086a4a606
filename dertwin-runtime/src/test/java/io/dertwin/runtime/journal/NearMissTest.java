package io.dertwin.runtime.journal;

import static io.dertwin.runtime.journal.Maps.command;
import static io.dertwin.runtime.journal.Maps.device;
import static io.dertwin.runtime.journal.Maps.holding;
import static io.dertwin.runtime.journal.Maps.input;
import static io.dertwin.runtime.registers.Encoding.Type.FLOAT32;
import static io.dertwin.runtime.registers.Encoding.Type.INT32;
import static io.dertwin.runtime.registers.Encoding.Type.UINT16;
import static io.dertwin.runtime.registers.Table.COIL;
import static io.dertwin.runtime.registers.Table.DISCRETE_INPUT;
import static io.dertwin.runtime.registers.Table.HOLDING_REGISTER;
import static io.dertwin.runtime.registers.Table.INPUT_REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Table;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Word for word: these sentences are what a driver's author reads. */
class NearMissTest {

    @Test
    void should_ask_for_zero_based_addresses_when_the_register_is_one_lower() {
        assertThat(read(device(holding("soc", 40_000, UINT16)), HOLDING_REGISTER, 40_001, 1))
                .hasValue("you read 40001; soc is at 40000: zero-based?");
    }

    @Test
    void should_ask_for_a_subtraction_when_the_register_is_one_higher() {
        assertThat(read(device(holding("soc", 40_000, UINT16)), HOLDING_REGISTER, 39_999, 1))
                .hasValue("you read 39999; soc is at 40000: one subtracted too many?");
    }

    @Test
    void should_name_the_function_when_the_register_is_in_another_table() {
        MappedDevice device = device(input("voltage", 32_000, UINT16));

        assertThat(read(device, HOLDING_REGISTER, 32_000, 1))
                .hasValue("you read 32000 as holding register; voltage at 32000 is an input register: use function 04");
        assertThat(read(device, COIL, 32_000, 1))
                .hasValue("you read 32000 as coil; voltage at 32000 is an input register: use function 04");
    }

    @Test
    void should_name_the_functions_when_a_coil_is_written_as_a_register() {
        MappedDevice device = device(Maps.register("breaker", COIL, Direction.WRITE, 7, UINT16, 1, Map.of()));

        assertThat(wrote(device, HOLDING_REGISTER, 7, 1))
                .hasValue("you wrote 7 as holding register; breaker at 7 is a coil: use function 05 or 0F");
    }

    @Test
    void should_recognise_modicon_notation_when_its_offset_leads_to_a_register() {
        assertThat(read(device(holding("soc", 100, UINT16)), HOLDING_REGISTER, 40_101, 1))
                .hasValue("you read 40101; soc is a holding register at 100: is 40101 Modicon notation?");
        assertThat(read(device(input("soc", 100, UINT16)), HOLDING_REGISTER, 30_101, 1))
                .hasValue("you read 30101; soc is an input register at 100: is 30101 Modicon notation?");
        assertThat(read(
                        device(Maps.register("run", DISCRETE_INPUT, Direction.READ, 5, UINT16, 1, Map.of())),
                        DISCRETE_INPUT,
                        10_006,
                        1))
                .hasValue("you read 10006; run is a discrete input at 5: is 10006 Modicon notation?");
    }

    @Test
    void should_recognise_a_needless_conversion_when_the_register_is_that_far_up() {
        assertThat(read(device(holding("soc", 40_101, UINT16)), HOLDING_REGISTER, 100, 1))
                .hasValue(
                        "you read 100; soc is a holding register at 40101: the address as it is, not Modicon notation");
    }

    @Test
    void should_say_how_wide_a_register_is_when_only_a_part_of_it_is_accessed() {
        MappedDevice device = device(input("active_power", 10_059, INT32), command("setpoint", 10_126, INT32));

        assertThat(read(device, INPUT_REGISTER, 10_059, 1))
                .hasValue("you read 10059; active_power is an int32 at 10059 to 10060: read it as a whole");
        assertThat(read(device, INPUT_REGISTER, 10_060, 1))
                .hasValue("you read 10060; active_power is an int32 at 10059 to 10060: read it as a whole");
        assertThat(wrote(device, HOLDING_REGISTER, 10_126, 1))
                .hasValue("you wrote 10126; setpoint is an int32 at 10126 to 10127: write it as a whole");
    }

    @Test
    void should_doubt_the_size_when_an_access_goes_beyond_a_register() {
        assertThat(read(device(input("voltage", 32_000, UINT16)), INPUT_REGISTER, 32_000, 2))
                .hasValue("you read 32000 to 32001; voltage is a uint16 at 32000 only: wrong size?");
        assertThat(read(device(input("power", 8, FLOAT32)), INPUT_REGISTER, 8, 4))
                .hasValue("you read 8 to 11; power is a float32 at 8 to 9 only: wrong size?");
    }

    @Test
    void should_say_that_a_register_can_only_be_read_when_it_is_written() {
        assertThat(wrote(device(holding("soc", 40_000, UINT16)), HOLDING_REGISTER, 40_000, 1))
                .hasValue("you wrote 40000; soc at 40000 can only be read");
    }

    @Test
    void should_suspect_the_word_order_when_a_written_number_makes_sense_the_other_way_round_only() {
        MappedDevice device =
                device(Maps.register("setpoint", HOLDING_REGISTER, Direction.WRITE, 10, INT32, 0.1, Map.of()));

        assertThat(miss(device, HOLDING_REGISTER, Direction.WRITE, 10, 2, 0x00C8, 0x0000))
                .hasValue("you wrote 1310720.0 to setpoint; with its words swapped it is 20.0: word order?");
        assertThat(miss(device, HOLDING_REGISTER, Direction.WRITE, 10, 2, 0xFF38, 0xFFFF))
                .hasValue("you wrote -1304166.5 to setpoint; with its words swapped it is -20.0: word order?");
        assertThat(miss(device, HOLDING_REGISTER, Direction.WRITE, 10, 2, 0x0000, 0x00C8))
                .isEmpty();
        assertThat(miss(device, HOLDING_REGISTER, Direction.WRITE, 10, 2, 0xFFFF, 0xFF38))
                .isEmpty();
        assertThat(miss(device, HOLDING_REGISTER, Direction.WRITE, 10, 2, 0, 0)).isEmpty();
    }

    @Test
    void should_name_the_nearest_register_when_nothing_else_explains_the_address() {
        MappedDevice device = device(input("voltage", 100, UINT16), input("power", 130, FLOAT32));

        assertThat(read(device, INPUT_REGISTER, 120, 1))
                .hasValue("you read 120; the nearest register is power at 130 to 131");
        assertThat(read(device, INPUT_REGISTER, 5_000, 1)).isEmpty();
    }

    @Test
    void should_be_silent_when_holes_are_read_between_registers() {
        MappedDevice device = device(input("voltage", 100, UINT16), input("power", 130, FLOAT32));

        assertThat(read(device, INPUT_REGISTER, 100, 32)).isEmpty();
    }

    @Test
    void should_be_silent_when_a_written_register_is_read_back() {
        assertThat(read(device(command("setpoint", 10_126, INT32)), HOLDING_REGISTER, 10_126, 2))
                .isEmpty();
    }

    @Test
    void should_survive_when_addresses_are_at_the_very_ends() {
        MappedDevice device = device(input("voltage", 30_000, Encoding.Type.UINT16));

        assertThat(read(device, INPUT_REGISTER, 65_535, 1)).isEmpty();
        assertThat(read(device, HOLDING_REGISTER, 65_535, 2000)).isEmpty();
    }

    private static Optional<String> read(MappedDevice device, Table table, int address, int quantity) {
        return miss(device, table, Direction.READ, address, quantity);
    }

    private static Optional<String> wrote(MappedDevice device, Table table, int address, int quantity) {
        return miss(device, table, Direction.WRITE, address, quantity);
    }

    private static Optional<String> miss(
            MappedDevice device, Table table, Direction direction, int address, int quantity, int... words) {
        return new NearMiss(device, table, direction, new Stored.Range(address, quantity, words)).find();
    }
}
