package io.dertwin.runtime.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.engine.BessPlant;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultReader;
import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.registers.DeviceRegisters;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** A battery with its built-in register map behind a responder, and faults as users write them. */
public final class FaultBench {

    static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    final Engine engine = BessPlant.engine();
    final PlantDevice bess = engine.plant().devices().get(0);
    final Journal journal = new Journal(() -> engine.frames().read(FrameLayout.TIME));
    public final FaultRegistry faults = new FaultRegistry(engine, new RandomStreams(0));

    Origin origin = new Origin("modbus_tcp 127.0.0.1:502", "127.0.0.1:40000");
    private UnitResponder responder = responder(Addressing.TCP);

    UnitResponder responder(Addressing addressing) {
        BessType type = new BessType();
        RegisterLayout layout = new RegisterLayout(RegisterMaps.readBuiltIn("bess_modbus.yaml", type), type);
        DeviceRegisters registers = new DeviceRegisters(layout, bess, engine.frames(), false);
        Unit unit = new Unit(1, "bess-1", registers, new DeviceIdentification("DER Twin", "bess", "1", "bess-1"));
        return new UnitResponder(addressing, List.of(unit), journal, faults);
    }

    void use(Addressing addressing) {
        responder.close();
        responder = responder(addressing);
    }

    UnitResponder responder() {
        return responder;
    }

    /** Adds a fault, written as JSON without its braces and its device. */
    Fault add(String... parts) {
        String json = "{\"device\": \"bess-1\", " + String.join(", ", parts).replace('\'', '"') + "}";
        Problems problems = new Problems();
        Settings settings =
                Settings.of("fault", Documents.read("fault.json", json.getBytes(StandardCharsets.UTF_8)), problems);
        Fault fault = FaultReader.read(settings).orElseThrow();
        settings.rejectUnknownKeys();
        problems.throwIfAny();
        return faults.add(List.of(fault)).get(0);
    }

    /** What a request is answered with; {@code reply} is what of it there is. */
    record Answer(Delivery delivery, String reply) {}

    Answer request(String hex) {
        ByteBuffer reply = ByteBuffer.allocate(260);
        Delivery delivery = responder.respond(origin, 1, ByteBuffer.wrap(HEX.parseHex(hex)), reply);
        return new Answer(delivery, HEX.formatHex(reply.array(), 0, delivery.send() ? reply.position() : 0));
    }

    String ask(String hex) {
        return request(hex).reply();
    }

    /** A register of one word, read by function 04. */
    int word(int address) {
        String reply = ask(String.format("04 %02X %02X 00 01", address >> 8, address & 0xFF));
        assertThat(reply).startsWith("04 02 ");
        return Integer.parseInt(reply.substring(6).replace(" ", ""), 16);
    }

    /** A register of two words, read by a function. */
    int doubleWord(int function, int address) {
        String reply = ask(String.format("%02X %02X %02X 00 02", function, address >> 8, address & 0xFF));
        assertThat(reply).hasSize(17);
        return (int) Long.parseLong(reply.substring(6).replace(" ", ""), 16);
    }

    /** Writes the setpoint, in units of 0.1 kW. */
    String setpoint(int raw) {
        return ask(String.format(
                "10 27 8E 00 02 04 %02X %02X %02X %02X",
                raw >> 24 & 0xFF, raw >> 16 & 0xFF, raw >> 8 & 0xFF, raw & 0xFF));
    }

    void advance(long steps) {
        engine.advance(steps, () -> false);
    }

    double point(int index) {
        return engine.frames().read(bess.frameOffset() + index);
    }

    JournalEntry last() {
        return journal.entries(JournalQuery.all().last(1)).get(0);
    }
}
