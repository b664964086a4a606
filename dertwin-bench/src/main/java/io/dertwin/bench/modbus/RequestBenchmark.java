package io.dertwin.bench.modbus;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.MappedDevice;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.modbus.Addressing;
import io.dertwin.runtime.modbus.DeviceIdentification;
import io.dertwin.runtime.modbus.Unit;
import io.dertwin.runtime.modbus.UnitResponder;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.registers.DeviceRegisters;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.registers.Table;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a request costs between the frame that has come and the one that goes, and how much of it is the journal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestBenchmark {

    private static final int UNIT_ID = 1;
    private static final int FIRST = 12;
    private static final int QUANTITY = 10;

    private final Origin origin = new Origin("modbus_tcp 0.0.0.0:55001", "127.0.0.1:40112");
    private final ByteBuffer request = ByteBuffer.wrap(HexFormat.of().parseHex("04000c000a"));
    private final ByteBuffer reply = ByteBuffer.allocate(253);
    private final int[] words = new int[QUANTITY];

    private Site site;
    private UnitResponder responder;
    private Transaction transaction;
    private MappedDevice device;

    @Setup
    public void open() throws IOException {
        Path file = Files.createTempFile("request-benchmark", ".json");
        Files.writeString(file, "{\"assets\":[{\"type\":\"energy_meter\",\"name\":\"meter\"}]}");
        site = new Site(SiteReader.read(file));
        Files.delete(file);
        PlantDevice meter = site.devices().get(0);
        RegisterMap map = RegisterMaps.readBuiltIn("energy_meter_modbus.yaml", meter.type());
        DeviceRegisters registers = new DeviceRegisters(
                new RegisterLayout(map, meter.type()), meter, site.engine().frames(), false);
        Unit unit = new Unit(
                UNIT_ID, meter.id(), registers, new DeviceIdentification("DER Twin", "energy_meter", "1", meter.id()));
        responder = new UnitResponder(Addressing.TCP, List.of(unit), site.journal(), site.faults());
        Journal journal = new Journal(() -> site.engine().frames().read(FrameLayout.TIME));
        transaction = journal.transaction();
        device = new MappedDevice(meter.id(), map);
    }

    @TearDown
    public void close() {
        site.close();
    }

    /** Ten input registers, read, encoded and entered in the journal. */
    @Benchmark
    public ByteBuffer tenRegisters() {
        responder.respond(origin, UNIT_ID, request.rewind(), reply.clear());
        return reply;
    }

    /** The journal's part of it. */
    @Benchmark
    public long journalEntry() {
        transaction.begin(origin.binding(), origin.client(), UNIT_ID, 4);
        transaction.with(device);
        transaction.reads(Table.INPUT_REGISTER, FIRST, QUANTITY);
        transaction.wasRead(words);
        return transaction.end(true);
    }
}
