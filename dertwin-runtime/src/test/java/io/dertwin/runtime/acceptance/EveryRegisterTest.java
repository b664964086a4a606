package io.dertwin.runtime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every register of every map that ships, by every way in, with masters that we did not write. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(300)
class EveryRegisterTest {

    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(SiteReader.read(Path.of("src/test/resources/sites/every-register.json")));
        site.open(PortPolicy.random());
        site.command(site.device("bess"), Map.of("start_stop_standby", 1.0, "active_power_setpoint", -12.3));
        site.command(site.device("chp"), Map.of("start_stop", 1.0, "power_setpoint_percent", 70.0));
        site.engine().advance(3000, () -> false);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest(name = "{1} with {2} by {0}")
    @CsvSource({
        "j2mod, bess, modbus_tcp",
        "j2mod, bess, modbus_rtu",
        "j2mod, bess, modbus_rtu_over_tcp",
        "j2mod, inverter, modbus_tcp",
        "j2mod, inverter, modbus_rtu",
        "j2mod, inverter, modbus_rtu_over_tcp",
        "j2mod, chp, modbus_tcp",
        "j2mod, chp, modbus_rtu",
        "j2mod, chp, modbus_rtu_over_tcp",
        "j2mod, meter, modbus_tcp",
        "j2mod, meter, modbus_rtu",
        "j2mod, meter, modbus_rtu_over_tcp",
        "digitalpetri, bess, modbus_tcp",
        "digitalpetri, bess, modbus_rtu",
        "digitalpetri, bess, modbus_rtu_over_tcp",
        "digitalpetri, inverter, modbus_tcp",
        "digitalpetri, inverter, modbus_rtu",
        "digitalpetri, inverter, modbus_rtu_over_tcp",
        "digitalpetri, chp, modbus_tcp",
        "digitalpetri, chp, modbus_rtu",
        "digitalpetri, chp, modbus_rtu_over_tcp",
        "digitalpetri, meter, modbus_tcp",
        "digitalpetri, meter, modbus_rtu",
        "digitalpetri, meter, modbus_rtu_over_tcp",
        "mbpoll, bess, modbus_tcp",
        "mbpoll, bess, modbus_rtu",
        "mbpoll, bess, modbus_rtu_over_tcp",
        "mbpoll, inverter, modbus_tcp",
        "mbpoll, inverter, modbus_rtu",
        "mbpoll, inverter, modbus_rtu_over_tcp",
        "mbpoll, chp, modbus_tcp",
        "mbpoll, chp, modbus_rtu",
        "mbpoll, chp, modbus_rtu_over_tcp",
        "mbpoll, meter, modbus_tcp",
        "mbpoll, meter, modbus_rtu",
        "mbpoll, meter, modbus_rtu_over_tcp"
    })
    void should_show_and_take_every_register(String client, String deviceId, String kind) throws Exception {
        PlantDevice device = site.device(deviceId);
        Endpoint endpoint = site.endpoints(device).stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        try (Master master = connect(client, endpoint)) {
            for (Register register : registers(deviceId)) {
                if (register.direction() == Direction.READ
                        && register.internalName().isPresent()) {
                    check(register, device, master, endpoint.unitId());
                } else if (register.direction() == Direction.WRITE) {
                    exercise(register, device, master, endpoint.unitId());
                }
            }
        }
    }

    private static void check(Register register, PlantDevice device, Master master, int unitId) throws Exception {
        if (isShadowed(register, device.id())) {
            return;
        }
        int[] words = master.read(register.table(), unitId, register.address(), register.count());

        double telemetry = site.telemetry(device).get(register.internalName().orElseThrow());
        assertThat(value(register, words))
                .as(register.name())
                .isCloseTo(telemetry, within(register.encoding().scale() * 0.500001));
    }

    /** Writes another value and then the old one again, and reads back each time. */
    private static void exercise(Register register, PlantDevice device, Master master, int unitId) throws Exception {
        int command = command(register, device);
        int[] before = master.read(Table.HOLDING_REGISTER, unitId, register.address(), register.count());
        int[] other = another(before, register, device.type().commands().get(command));

        master.write(unitId, register.address(), other);
        assertThat(master.read(Table.HOLDING_REGISTER, unitId, register.address(), register.count()))
                .as(register.name())
                .isEqualTo(other);
        assertThat(device.commands().written(command))
                .as(register.name())
                .isCloseTo(value(register, other), within(1e-9));

        master.write(unitId, register.address(), before);
        assertThat(master.read(Table.HOLDING_REGISTER, unitId, register.address(), register.count()))
                .as(register.name())
                .isEqualTo(before);
    }

    /** The nearest other value that the device takes; a power factor in whole numbers can only be 1. */
    private static int[] another(int[] words, Register register, CommandPoint command) {
        int last = words.length - 1;
        return IntStream.of(words[last] - 1, words[last] + 1, words[last])
                .filter(word -> word >= 0)
                .mapToObj(word -> {
                    int[] other = words.clone();
                    other[last] = word;
                    return other;
                })
                .filter(other -> command.accepts().test(value(register, other)))
                .findFirst()
                .orElseThrow();
    }

    /** A register that can be written at the same place shows what was written, which may be ahead of the device. */
    private static boolean isShadowed(Register register, String deviceId) {
        return registers(deviceId).stream()
                .anyMatch(other -> other.direction() == Direction.WRITE
                        && other.table() == register.table()
                        && other.address() == register.address());
    }

    private static int command(Register register, PlantDevice device) {
        return IntStream.range(0, device.type().commands().size())
                .filter(i -> device.type()
                        .commands()
                        .get(i)
                        .name()
                        .equals(register.internalName().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** Decodes big-endian integers, as all maps that ship have them, by other means than the simulator's own. */
    private static double value(Register register, int[] words) {
        long raw = 0;
        for (int word : words) {
            raw = raw * 65_536 + word;
        }
        Encoding.Type type = register.encoding().type();
        boolean negative =
                type == Encoding.Type.INT16 && raw >= 0x8000 || type == Encoding.Type.INT32 && raw >= 0x8000_0000L;
        return (negative ? raw - (1L << 16 * words.length) : raw)
                * register.encoding().scale();
    }

    private static List<Register> registers(String deviceId) {
        SiteDefinition.Asset asset = site.definition().assets().stream()
                .filter(one -> one.id().equals(deviceId))
                .findFirst()
                .orElseThrow();
        return asset.bindings().get(0).binding().registerMap().orElseThrow().registers();
    }

    private static Master connect(String client, Endpoint endpoint) throws Exception {
        return switch (client) {
            case "j2mod" -> J2modMaster.connect(endpoint);
            case "digitalpetri" -> DigitalpetriMaster.connect(endpoint);
            default -> MbpollMaster.connect(endpoint);
        };
    }
}
