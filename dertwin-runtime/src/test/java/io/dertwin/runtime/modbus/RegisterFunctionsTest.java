package io.dertwin.runtime.modbus;

import static io.dertwin.runtime.registers.Table.COIL;
import static io.dertwin.runtime.registers.Table.DISCRETE_INPUT;
import static io.dertwin.runtime.registers.Table.HOLDING_REGISTER;
import static io.dertwin.runtime.registers.Table.INPUT_REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.registers.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the Modbus Application Protocol Specification V1.1b3, byte by byte, and what it says of errors. */
class RegisterFunctionsTest {

    private final MemoryBank bank = new MemoryBank(65_536);
    private final Wire wire = Wire.to(bank);

    @Test
    void should_answer_the_coils_of_the_specification_when_they_are_read() {
        putBits(COIL, 19, "1011 0011 1101 0110 1010 0");

        assertThat(wire.ask("01 00 13 00 13")).isEqualTo("01 03 CD 6B 05");
    }

    @Test
    void should_answer_the_discrete_inputs_of_the_specification_when_they_are_read() {
        putBits(DISCRETE_INPUT, 196, "0011 0101 1101 1011 1010 11");

        assertThat(wire.ask("02 00 C4 00 16")).isEqualTo("02 03 AC DB 35");
    }

    @Test
    void should_answer_the_holding_registers_of_the_specification_when_they_are_read() {
        put(HOLDING_REGISTER, 107, 0x022B, 0x0000, 0x0064);

        assertThat(wire.ask("03 00 6B 00 03")).isEqualTo("03 06 02 2B 00 00 00 64");
    }

    @Test
    void should_answer_the_input_register_of_the_specification_when_it_is_read() {
        put(INPUT_REGISTER, 8, 0x000A);

        assertThat(wire.ask("04 00 08 00 01")).isEqualTo("04 02 00 0A");
    }

    @Test
    void should_switch_the_coil_of_the_specification_when_it_is_written() {
        assertThat(wire.ask("05 00 AC FF 00")).isEqualTo("05 00 AC FF 00");
        assertThat(bank.table(COIL)[172]).isEqualTo(1);

        assertThat(wire.ask("05 00 AC 00 00")).isEqualTo("05 00 AC 00 00");
        assertThat(bank.table(COIL)[172]).isZero();
    }

    @Test
    void should_set_the_register_of_the_specification_when_it_is_written() {
        assertThat(wire.ask("06 00 01 00 03")).isEqualTo("06 00 01 00 03");

        assertThat(bank.writes).containsExactly("HOLDING_REGISTER 1 [3]");
    }

    @Test
    void should_switch_the_coils_of_the_specification_when_they_are_written_as_one() {
        assertThat(wire.ask("0F 00 13 00 0A 02 CD 01")).isEqualTo("0F 00 13 00 0A");

        assertThat(bank.writes).containsExactly("COIL 19 [1, 0, 1, 1, 0, 0, 1, 1, 1, 0]");
    }

    @Test
    void should_set_the_registers_of_the_specification_when_they_are_written_as_one() {
        assertThat(wire.ask("10 00 01 00 02 04 00 0A 01 02")).isEqualTo("10 00 01 00 02");

        assertThat(bank.writes).containsExactly("HOLDING_REGISTER 1 [10, 258]");
    }

    @Test
    void should_change_the_masked_bits_only_when_a_register_is_written_by_mask() {
        put(HOLDING_REGISTER, 4, 0x12);

        assertThat(wire.ask("16 00 04 00 F2 00 25")).isEqualTo("16 00 04 00 F2 00 25");

        assertThat(bank.writes).containsExactly("HOLDING_REGISTER 4 [23]");
    }

    @Test
    void should_keep_the_result_within_16_bits_when_the_masks_are_wide() {
        put(HOLDING_REGISTER, 4, 0xFFFF);

        assertThat(wire.ask("16 00 04 00 00 FF FF")).isEqualTo("16 00 04 00 00 FF FF");

        assertThat(bank.table(HOLDING_REGISTER)[4]).isEqualTo(0xFFFF);
    }

    @Test
    void should_write_and_read_as_in_the_specification_when_both_are_asked_for() {
        put(HOLDING_REGISTER, 3, 0x00FE, 0x0ACD, 0x0001, 0x0003, 0x000D, 0x00FF);

        assertThat(wire.ask("17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF"))
                .isEqualTo("17 0C 00 FE 0A CD 00 01 00 03 00 0D 00 FF");

        assertThat(bank.writes).containsExactly("HOLDING_REGISTER 14 [255, 255, 255]");
    }

    @Test
    void should_read_what_it_has_just_written_when_both_ranges_overlap() {
        assertThat(wire.ask("17 00 0A 00 02 00 0B 00 01 02 12 34")).isEqualTo("17 04 00 00 12 34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17 FF F0 00 06 00 0E 00 01 02 00 FF", "17 00 20 00 01 00 00 00 01 02 DE AD"})
    void should_write_nothing_when_either_half_of_a_read_and_write_is_refused(String request) {
        MemoryBank small = new MemoryBank(0x100);

        assertThat(Wire.to(small).ask(request)).matches("97 0[23]");

        assertThat(small.writes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 00 07 D0, 01", "02 00 00 07 D0, 02", "03 00 00 00 7D, 03", "04 00 00 00 7D, 04",
        "01 FF FF 00 01, 01", "02 FF FF 00 01, 02", "03 FF FF 00 01, 03", "04 FF FF 00 01, 04",
        "01 F8 30 07 D0, 01", "03 FF 83 00 7D, 03"
    })
    void should_answer_when_a_read_is_as_long_or_as_far_as_allowed(String request, String function) {
        assertThat(wire.ask(request)).startsWith(function);
    }

    @ParameterizedTest
    @CsvSource({
        // quantity 0, one too many, as many as can be said
        "01 00 00 00 00, 81 03",
        "01 00 00 07 D1, 81 03",
        "01 00 00 FF FF, 81 03",
        "02 00 00 00 00, 82 03",
        "02 00 00 07 D1, 82 03",
        "02 00 00 FF FF, 82 03",
        "03 00 00 00 00, 83 03",
        "03 00 00 00 7E, 83 03",
        "03 00 00 FF FF, 83 03",
        "04 00 00 00 00, 84 03",
        "04 00 00 00 7E, 84 03",
        "04 00 00 FF FF, 84 03",
        "0F 00 00 00 00 00, 8F 03",
        "0F 00 00 FF FF FF, 8F 03",
        "10 00 00 00 00 00, 90 03",
        "10 00 00 FF FF FE, 90 03",
        "17 00 00 00 00 00 00 00 01 02 00 01, 97 03",
        "17 00 00 00 7E 00 00 00 01 02 00 01, 97 03",
        "17 00 00 00 01 00 00 00 00 00, 97 03",
        "17 00 00 FF FF 00 00 00 01 02 00 01, 97 03",
        // past the last address
        "01 FF FF 00 02, 81 02",
        "02 FF FF 00 02, 82 02",
        "03 FF FF 00 02, 83 02",
        "04 FF FF 00 7D, 84 02",
        "0F FF FF 00 02 01 03, 8F 02",
        "10 FF FF 00 02 04 00 01 00 02, 90 02",
        "17 FF FF 00 02 00 00 00 01 02 00 01, 97 02",
        "17 00 00 00 01 FF FF 00 02 04 00 01 00 02, 97 02",
        // a bad quantity counts before a bad address
        "03 FF FF 00 7E, 83 03",
        "17 FF FF 00 02 00 00 00 00 00, 97 03",
        // byte counts that are short, long or odd
        "0F 00 00 00 09 01 FF, 8F 03",
        "0F 00 00 00 08 02 FF FF, 8F 03",
        "0F 00 00 00 08 01 FF FF, 8F 03",
        "0F 00 00 00 08 01, 8F 03",
        "10 00 00 00 02 02 00 01, 90 03",
        "10 00 00 00 01 04 00 01 00 02, 90 03",
        "10 00 00 00 01 03 00 01 00, 90 03",
        "10 00 00 00 01 01 00, 90 03",
        "10 00 00 00 01 02 00, 90 03",
        "10 00 00 00 01 02 00 01 00, 90 03",
        "17 00 00 00 01 00 00 00 01 04 00 01 00 02, 97 03",
        "17 00 00 00 01 00 00 00 01 02 00, 97 03",
        // a coil is on or off
        "05 00 00 00 01, 85 03",
        "05 00 00 FF 01, 85 03",
        "05 00 00 FF FF, 85 03",
        "05 00 00 12 34, 85 03",
        "05 00 00 01 00, 85 03",
        // too short, too long
        "01, 81 03",
        "03 00 00 00, 83 03",
        "03 00 00 00 01 00, 83 03",
        "05 00 00 FF, 85 03",
        "06 00 00 00 01 00, 86 03",
        "06 00, 86 03",
        "0F, 8F 03",
        "10 00 00 00 01, 90 03",
        "16 00 00 FF FF 00, 96 03",
        "16 00 00 FF FF 00 00 00, 96 03",
        "17 00 00, 97 03"
    })
    void should_refuse_as_the_specification_says_when_a_request_is_wrong(String request, String exception) {
        assertThat(wire.ask(request)).isEqualTo(exception);

        assertThat(bank.writes).isEmpty();
    }

    @Test
    void should_write_as_many_as_allowed_and_no_more() {
        assertThat(wire.ask("0F 00 00 07 B0 F6" + " FF".repeat(246))).isEqualTo("0F 00 00 07 B0");
        assertThat(wire.ask("0F 00 00 07 B1 F7" + " FF".repeat(247))).isEqualTo("8F 03");
        assertThat(wire.ask("10 00 00 00 7B F6" + " 00".repeat(246))).isEqualTo("10 00 00 00 7B");
        assertThat(wire.ask("10 00 00 00 7C F8" + " 00".repeat(248))).isEqualTo("90 03");
        assertThat(wire.ask("17 00 00 00 01 00 00 00 79 F2" + " 00".repeat(242)))
                .isEqualTo("17 02 00 00");
        assertThat(wire.ask("17 00 00 00 01 00 00 00 7A F4" + " 00".repeat(244)))
                .isEqualTo("97 03");
    }

    @Test
    void should_pass_on_what_the_registers_refuse_when_address_or_value_is_not_theirs() {
        Wire small = Wire.to(new MemoryBank(16));

        assertThat(small.ask("03 00 0F 00 02")).isEqualTo("83 02");
        assertThat(small.ask("06 00 10 00 00")).isEqualTo("86 02");
        assertThat(small.ask("06 00 0F DE AD")).isEqualTo("86 03");
    }

    private void put(Table table, int address, int... words) {
        System.arraycopy(words, 0, bank.table(table), address, words.length);
    }

    private void putBits(Table table, int address, String bits) {
        int[] values = bits.replace(" ", "").chars().map(bit -> bit - '0').toArray();
        put(table, address, values);
    }
}
