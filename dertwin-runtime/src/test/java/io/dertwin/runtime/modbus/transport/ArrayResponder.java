package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Answers functions 03, 04, 06 and 16 of one unit from an array whose registers hold their own addresses at first. */
class ArrayResponder implements Responder {

    static final int UNIT = 1;

    private static final int READ_HOLDING_REGISTERS = 3;
    private static final int READ_INPUT_REGISTERS = 4;
    private static final int WRITE_SINGLE_REGISTER = 6;
    private static final int WRITE_MULTIPLE_REGISTERS = 16;

    private final short[] registers = new short[65_536];
    private final LinkedBlockingQueue<String> dropped = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Origin> closed = new LinkedBlockingQueue<>();
    private final List<Integer> unitsAsked = Collections.synchronizedList(new ArrayList<>());
    private final boolean silentForOthers;
    private volatile BiFunction<Integer, ByteBuffer, Delivery> delivery = (unit, request) -> Delivery.whole();
    private volatile Predicate<Origin> welcome = origin -> true;

    private ArrayResponder(boolean silentForOthers) {
        this.silentForOthers = silentForOthers;
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (short) i;
        }
    }

    /** Answers any unit. */
    static ArrayResponder forAnyUnit() {
        return new ArrayResponder(false);
    }

    /** Answers unit 1, and takes note of broadcasts. */
    static ArrayResponder forUnitOne() {
        return new ArrayResponder(true);
    }

    /** Has replies delivered in another way than at once and whole. */
    ArrayResponder delivering(BiFunction<Integer, ByteBuffer, Delivery> newDelivery) {
        delivery = newDelivery;
        return this;
    }

    ArrayResponder welcoming(Predicate<Origin> newWelcome) {
        welcome = newWelcome;
        return this;
    }

    int register(int address) {
        return registers[address] & 0xFFFF;
    }

    List<Integer> unitsAsked() {
        return unitsAsked;
    }

    /** The reason of the next drop; waits for it. */
    String awaitDropped() throws InterruptedException {
        return dropped.poll(10, TimeUnit.SECONDS);
    }

    List<String> droppedSoFar() {
        return List.copyOf(dropped);
    }

    Origin awaitClosed() throws InterruptedException {
        return closed.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public Delivery respond(Origin origin, int unitId, ByteBuffer request, ByteBuffer reply) {
        if (silentForOthers) {
            unitsAsked.add(unitId);
            if (unitId != UNIT && unitId != 0) {
                return Delivery.silent();
            }
        }
        Delivery chosen = delivery.apply(unitId, request);
        int function = request.get();
        switch (function) {
            case READ_HOLDING_REGISTERS, READ_INPUT_REGISTERS -> read(function, request, reply);
            case WRITE_SINGLE_REGISTER -> write(request, reply);
            case WRITE_MULTIPLE_REGISTERS -> writeMany(request, reply);
            default -> reply.put((byte) (function | 0x80)).put((byte) 1);
        }
        return chosen;
    }

    private void read(int function, ByteBuffer request, ByteBuffer reply) {
        if (request.remaining() != 4) {
            reply.put((byte) (function | 0x80)).put((byte) 3);
            return;
        }
        int address = request.getShort() & 0xFFFF;
        int quantity = request.getShort() & 0xFFFF;
        if (quantity < 1 || quantity > 125 || address + quantity > registers.length) {
            reply.put((byte) (function | 0x80)).put((byte) 3);
            return;
        }
        reply.put((byte) function).put((byte) (2 * quantity));
        for (int i = 0; i < quantity; i++) {
            reply.putShort(registers[address + i]);
        }
    }

    private void write(ByteBuffer request, ByteBuffer reply) {
        if (request.remaining() != 4) {
            reply.put((byte) (WRITE_SINGLE_REGISTER | 0x80)).put((byte) 3);
            return;
        }
        int address = request.getShort() & 0xFFFF;
        registers[address] = request.getShort();
        reply.put((byte) WRITE_SINGLE_REGISTER).putShort((short) address).putShort(registers[address]);
    }

    private void writeMany(ByteBuffer request, ByteBuffer reply) {
        if (request.remaining() < 7 || request.remaining() != 5 + (request.get(request.position() + 4) & 0xFF)) {
            reply.put((byte) (WRITE_MULTIPLE_REGISTERS | 0x80)).put((byte) 3);
            return;
        }
        int address = request.getShort() & 0xFFFF;
        int quantity = request.getShort() & 0xFFFF;
        request.get();
        if (request.remaining() != 2 * quantity || address + quantity > registers.length) {
            reply.put((byte) (WRITE_MULTIPLE_REGISTERS | 0x80)).put((byte) 3);
            return;
        }
        for (int i = 0; i < quantity; i++) {
            registers[address + i] = request.getShort();
        }
        reply.put((byte) WRITE_MULTIPLE_REGISTERS).putShort((short) address).putShort((short) quantity);
    }

    @Override
    public void dropped(Origin origin, String reason, ByteBuffer received) {
        dropped.add(reason + " (" + received.remaining() + " bytes)");
    }

    @Override
    public boolean accepts(Origin origin) {
        return welcome.test(origin);
    }

    @Override
    public void closed(Origin origin) {
        closed.add(origin);
    }
}
