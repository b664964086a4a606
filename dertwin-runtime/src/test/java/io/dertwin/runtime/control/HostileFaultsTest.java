package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.control.ControlledSite.Answer;
import io.dertwin.runtime.control.http.RawClient;
import io.dertwin.runtime.engine.CommandPort;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.protocol.Endpoint;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody who means ill makes of a fault, it holds up neither the clock nor anybody else. */
@Timeout(120)
class HostileFaultsTest {

    private static final String FAULTS = "/api/v1/faults";
    private static final String STARS = "*".repeat(40);
    private static final int SETPOINT = 10_126;

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws Exception {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_answer_at_once_whatever_name_a_register_is_given() throws Exception {
        String body = "{\"kind\":\"nan\",\"device\":\"bess-1\",\"register\":\"" + STARS + "!\"}";
        for (int i = 0; i < 10; i++) {
            RawClient.Answer answer = WireRequest.of("POST", FAULTS).json(body).to(site.address());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("bess-1 has no register '" + STARS + "!'");
        }
    }

    @Test
    void should_read_registers_and_go_on_whatever_name_a_fault_looks_for() throws Exception {
        assertThat(post("'kind':'nan','device':'bess-1','register':'a" + STARS + "r'")
                        .status())
                .isEqualTo(201);

        Register[] words = read(SETPOINT, 2);
        Answer advanced = site.post("/api/v1/clock/advance", "{'steps':10}");

        assertThat(words).extracting(Register::getValue).containsExactly(0, 0);
        assertThat(advanced.json().path("ticks").asInt()).isEqualTo(10);
    }

    @Test
    void should_keep_no_long_texts() throws Exception {
        String text = "x".repeat(251);

        assertThat(post("'kind':'nan','device':'bess-1','register':'" + text + "'")
                        .detail())
                .isEqualTo("register: must be of at most 100 characters, but has 251");
        assertThat(post("'kind':'offset','device':'bess-1','registers':['system_soc','" + text + "'],'value':1")
                        .detail())
                .isEqualTo("registers: must be of at most 100 characters, but has 251");
        assertThat(post("'kind':'nan','device':'bess-1','binding':'" + text + "'")
                        .detail())
                .isEqualTo("binding: must be of at most 250 characters, but has 251");
        assertThat(post("'kind':'communication_loss','device':'bess-1','binding':'" + text + "'")
                        .detail())
                .isEqualTo("binding: must be of at most 250 characters, but has 251");
        assertThat(post("'kind':'stuck','device':'bess-1','register':'system_soc','value':'" + text + "'")
                        .detail())
                .isEqualTo("value: must be of at most 250 characters, but has 251");
    }

    @Test
    void should_hold_requests_against_a_few_registers_only() throws Exception {
        String addresses = IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(post("'kind':'no_response','device':'bess-1','registers':[" + addresses + "]")
                        .detail())
                .isEqualTo("registers: must be at most 100 names or addresses, but has 101:"
                        + " a name with * or a range of addresses stands for many");
        assertThat(site.get(FAULTS).text()).isEqualTo("[]");
    }

    @Test
    void should_let_go_of_a_fault_that_is_removed_while_time_stands_still() throws Exception {
        String before = site.get("/api/v1/snapshot").text();
        for (String in : List.of("0", "1e9")) {
            requireGone(in, () -> site.delete(FAULTS + "/x"));
            requireGone(in, () -> site.delete(FAULTS));
            requireGone(in, () -> post("'id':'x','kind':'refuse','device':'bess-1'"));
            requireGone(in, () -> site.post("/api/v1/restore", before));
            requireGone(in, () -> site.post("/api/v1/reset", ""));
        }
    }

    private void requireGone(String in, Callable<Answer> removal) throws Exception {
        post("'id':'x','kind':'nan','device':'bess-1','register':'*','in':" + in);
        site.post("/api/v1/clock/advance", "{'steps':1}");
        WeakReference<Fault> fault =
                new WeakReference<>(site.site().faults().list().get(0).fault());

        assertThat(removal.call().status()).isLessThan(300);

        while (fault.get() != null) {
            site.get("/health");
            System.gc();
        }
    }

    @Test
    void should_keep_no_more_writes_for_later_than_memory_has_room_for() throws Exception {
        post("'kind':'write_delayed','device':'bess-1','delay':1e10");
        String refusal = "bess-1: too many writes wait for their tick already; let time go on";
        CommandPort port = site.site().device("bess-1").commands();
        for (int i = 0; i < 99_999; i++) {
            port.write(new int[] {1}, new double[] {-1}, WriteTerm.from(Long.MAX_VALUE - 1));
        }
        write(SETPOINT, 0, 50);

        assertThatThrownBy(() -> write(SETPOINT, 0, 60))
                .isInstanceOfSatisfying(
                        ModbusSlaveException.class,
                        exception -> assertThat(exception.getType()).isEqualTo(6));
        Answer refused = site.post("/api/v1/control/bess-1", "{'command':'active_power_setpoint','value':1}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.detail()).isEqualTo(refusal);
        assertThat(site.get("/api/v1/journal?access=write").text()).contains(refusal);
        site.post("/api/v1/reset", "");
        write(SETPOINT, 0, 70);
    }

    @ParameterizedTest
    @CsvSource({
        "/parts/faults, it has 1001 faults; and there can be 1000",
        "/environment/events, it has 1001 events; and there can be 1000",
        "/disturbances, it has 1001 disturbances of devices; and there can be 1000"
    })
    void should_restore_no_more_than_can_be_added(String part, String detail) throws Exception {
        post("'kind':'derate','device':'bess-1','percent':50");
        site.post("/api/v1/events", "{'kind':'frequency','delta_hz':1}");
        String before = site.get("/api/v1/snapshot").text();

        assertThat(site.post("/api/v1/restore", multiplied(before, part, 1001)).detail())
                .isEqualTo("the snapshot cannot be restored, and nothing has changed: " + detail.replace(';', ','));
        assertThat(site.get("/api/v1/snapshot").text()).isEqualTo(before);
        assertThat(site.post("/api/v1/restore", multiplied(before, part, 1000)).status())
                .isEqualTo(204);
        assertThat(site.post("/api/v1/clock/advance", "{'steps':100}").status()).isEqualTo(200);
    }

    /** The snapshot with the first one of a part as often as that, under names of their own. */
    private static String multiplied(String snapshot, String part, int count) throws Exception {
        JsonNode tree = ApiDocument.JSON.readTree(snapshot);
        ObjectNode list = (ObjectNode) tree.at(part);
        String first = list.get("0").toString();
        for (int i = 1; i < count; i++) {
            String another = first.replace("derate-1", "derate-" + (i + 1));
            list.set(String.valueOf(i), ApiDocument.JSON.readTree(another));
        }
        list.put("count", count);
        return tree.toString();
    }

    @ParameterizedTest
    @CsvSource({"-1e18, -1.0E18", "-1e25, -1.0E25", "1.1e12, 1100000000000", "1e300, 1.0E300"})
    void should_refuse_times_that_no_clock_can_tell_apart(String at, String shown) throws Exception {
        String detail = "at: must be from -1000000000000 to 1000000000000, but is " + shown;

        assertThat(post("'kind':'stale','device':'bess-1','at':" + at + ",'every':1,'duration':0.5")
                        .detail())
                .isEqualTo(detail);
        assertThat(site.post("/api/v1/events", "{'kind':'frequency','delta_hz':1,'at':" + at + "}")
                        .detail())
                .isEqualTo(detail);
        assertThat(site.get(FAULTS).text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'at':-1e12,'every':1e-9,'duration':0",
                "'at':-1e12,'every':1e-7,'duration':0",
                "'at':-1e12,'every':0.1,'duration':0.05",
                "'at':1e12,'every':1e-9,'duration':0",
                "'in':1e10,'every':1e-9,'duration':0",
                "'every':1e-9,'duration':0",
                "'at':-1e12,'refresh':1e-9",
                "'refresh':1e-9"
            })
    void should_go_on_whenever_and_however_often_a_fault_sets_in(String times) throws Exception {
        assertThat(post("'kind':'stale','device':'bess-1'," + times).status()).isEqualTo(201);

        Answer advanced = site.post("/api/v1/clock/advance", "{'steps':300}");
        site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':'max'}");
        awaitTicksAbove(1000);

        assertThat(advanced.status()).isEqualTo(200);
        assertThat(site.get("/api/v1/clock").json().path("mode").asText()).isEqualTo("realtime");
    }

    private void awaitTicksAbove(long ticks) throws Exception {
        while (site.get("/api/v1/clock").json().path("ticks").asLong() <= ticks) {
            Thread.onSpinWait();
        }
    }

    private Answer post(String keys) throws Exception {
        return site.post(FAULTS, "{" + keys + "}");
    }

    private Register[] read(int address, int count) throws Exception {
        ModbusTCPMaster ems = connected();
        try {
            return ems.readMultipleRegisters(1, address, count);
        } finally {
            ems.disconnect();
        }
    }

    private void write(int address, int... words) throws Exception {
        ModbusTCPMaster ems = connected();
        try {
            Register[] registers =
                    IntStream.of(words).mapToObj(SimpleRegister::new).toArray(Register[]::new);
            ems.writeMultipleRegisters(1, address, registers);
        } finally {
            ems.disconnect();
        }
    }

    private ModbusTCPMaster connected() throws Exception {
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ModbusTCPMaster ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
        return ems;
    }
}
