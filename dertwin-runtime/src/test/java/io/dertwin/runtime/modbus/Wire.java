package io.dertwin.runtime.modbus;

import io.dertwin.runtime.engine.BessPlant;
import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.modbus.transport.Responder;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.registers.RegisterBank;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Asks a responder in hexadecimal, as the specification's examples are written. */
final class Wire {

    static final Origin ORIGIN = new Origin("modbus_tcp 127.0.0.1:502", "127.0.0.1:40000");
    static final String SILENCE = "";

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final Responder responder;

    Wire(Responder responder) {
        this.responder = responder;
    }

    static Wire to(RegisterBank bank) {
        return new Wire(
                new UnitResponder(Addressing.TCP, List.of(unit(1, bank)), new Journal(() -> 0), Wire.noFaults()));
    }

    static Unit unit(int unitId, RegisterBank bank) {
        return new Unit(
                unitId,
                "device-" + unitId,
                bank,
                new DeviceIdentification("DER Twin", "bess", "0.1.0", "device-" + unitId));
    }

    static FaultRegistry noFaults() {
        return new FaultRegistry(BessPlant.engine(), new RandomStreams(0));
    }

    String ask(String request) {
        return ask(1, request);
    }

    String ask(int unitId, String request) {
        return HEX.formatHex(ask(unitId, HEX.parseHex(request)));
    }

    /** The reply, or nothing if none is sent. */
    byte[] ask(int unitId, byte[] request) {
        ByteBuffer reply = ByteBuffer.allocate(260).position(7);
        // a PDU stands somewhere in a transport's buffer
        ByteBuffer pdu = ByteBuffer.allocate(request.length + 9)
                .position(5)
                .put(request)
                .flip()
                .position(5);
        Delivery delivery = responder.respond(ORIGIN, unitId, pdu.limit(5 + request.length), reply);
        byte[] answer = new byte[delivery.send() ? reply.position() - 7 : 0];
        reply.get(7, answer);
        return answer;
    }
}
