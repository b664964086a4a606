package io.dertwin.runtime.modbus;

import static io.dertwin.runtime.modbus.Wire.SILENCE;
import static io.dertwin.runtime.registers.Table.COIL;
import static io.dertwin.runtime.registers.Table.HOLDING_REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitResponderTest {

    private final MemoryBank bank = new MemoryBank(65_536);
    private final MemoryBank other = new MemoryBank(65_536);

    @Test
    void should_refuse_every_function_that_no_device_here_has() {
        Set<Integer> known = Set.of(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x08, 0x0F, 0x10, 0x16, 0x17, 0x2B);
        Wire wire = Wire.to(bank);

        for (int function = 0; function < 256; function++) {
            byte[] reply = wire.ask(1, new byte[] {(byte) function, 0, 0, 0, 1});
            boolean refused = reply.length == 2 && reply[0] == (byte) (function | 0x80) && reply[1] == 1;
            // a function 43 without MEI type 14 is none that it has
            assertThat(refused).as("function %02X", function).isEqualTo(!known.contains(function) || function == 0x2B);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void should_answer_when_a_tcp_port_serves_one_unit_and_no_other_is_meant(int unitId) {
        assertThat(Wire.to(bank).ask(unitId, "03 00 00 00 01")).isEqualTo("03 02 00 00");
    }

    @Test
    void should_answer_as_a_gateway_when_a_tcp_port_has_no_such_unit() {
        assertThat(Wire.to(bank).ask(2, "03 00 00 00 01")).isEqualTo("83 0B");
        Wire shared = two(Addressing.TCP);
        assertThat(shared.ask(0, "03 00 00 00 01")).isEqualTo("83 0B");
        assertThat(shared.ask(255, "06 00 00 00 01")).isEqualTo("86 0B");
    }

    @Test
    void should_reach_the_unit_that_is_meant_when_a_port_serves_several() {
        other.table(HOLDING_REGISTER)[0] = 7;
        Wire shared = two(Addressing.TCP);

        assertThat(shared.ask(1, "03 00 00 00 01")).isEqualTo("03 02 00 00");
        assertThat(shared.ask(2, "03 00 00 00 01")).isEqualTo("03 02 00 07");
    }

    @Test
    void should_be_silent_when_a_line_has_no_such_unit() {
        assertThat(two(Addressing.SERIAL).ask(3, "03 00 00 00 01")).isEqualTo(SILENCE);
        assertThat(two(Addressing.SERIAL).ask(255, "03 00 00 00 01")).isEqualTo(SILENCE);
    }

    @Test
    void should_be_carried_out_by_all_and_answered_by_none_when_a_line_is_broadcast_to() {
        Wire line = two(Addressing.SERIAL);

        assertThat(line.ask(0, "06 00 05 00 09")).isEqualTo(SILENCE);
        assertThat(line.ask(0, "0F 00 01 00 02 01 03")).isEqualTo(SILENCE);

        assertThat(bank.table(HOLDING_REGISTER)[5]).isEqualTo(9);
        assertThat(other.table(HOLDING_REGISTER)[5]).isEqualTo(9);
        assertThat(other.table(COIL)).startsWith(0, 1, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03 00 00 00 01", "06 00 05", "63", "2B 0E 01 00"})
    void should_be_silent_when_a_broadcast_is_no_write(String request) {
        assertThat(two(Addressing.SERIAL).ask(0, request)).isEqualTo(SILENCE);
    }

    @Test
    void should_not_start_when_two_units_share_an_id() {
        List<Unit> twice = List.of(
                new Unit(4, "bess-1", bank, new DeviceIdentification("", "", "", "")),
                new Unit(4, "meter", other, new DeviceIdentification("", "", "", "")));

        assertThatThrownBy(() -> new UnitResponder(Addressing.TCP, twice, new Journal(() -> 0), Wire.noFaults()))
                .hasMessage("unit id 4 is taken by both bess-1 and meter");
    }

    @Test
    void should_answer_device_failure_when_the_registers_fail() {
        Wire wire = Wire.to(new FailingBank());

        assertThat(wire.ask("03 00 00 00 01")).isEqualTo("83 04");
        assertThat(wire.ask("06 00 00 00 01")).isEqualTo("86 04");
    }

    @ParameterizedTest
    @CsvSource({
        "08 00 00 A5 37, 08 00 00 A5 37",
        "08 00 00 A5 37 01 02, 08 00 00 A5 37 01 02",
        "08 00 01 00 00, 88 01",
        "08 00 0A 00 00, 88 01",
        "08, 88 03",
        "08 00, 88 03",
        "08 00 00, 88 03",
        "08 00 00 A5, 88 03"
    })
    void should_send_back_query_data_and_know_no_other_diagnosis(String request, String reply) {
        assertThat(Wire.to(bank).ask(request)).isEqualTo(reply);
    }

    private Wire two(Addressing addressing) {
        return new Wire(new UnitResponder(
                addressing, List.of(Wire.unit(1, bank), Wire.unit(2, other)), new Journal(() -> 0), Wire.noFaults()));
    }

    private static final class FailingBank implements RegisterBank {

        @Override
        public void read(Table table, int address, int count, int[] into) {
            throw new IllegalStateException("broken");
        }

        @Override
        public Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm term) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<Register> registers(Table table, int address, int count, Direction direction) {
            return List.of();
        }

        @Override
        public RegisterMap map() {
            return new RegisterMap("failing", "", "", List.of());
        }
    }
}
