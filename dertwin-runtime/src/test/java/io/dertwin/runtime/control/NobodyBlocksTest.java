package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.control.ControlledSite.Answer;
import io.dertwin.runtime.control.http.RawClient;
import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.MappedDevice;
import io.dertwin.runtime.journal.Transaction;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.registers.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One client's way with the channel is nobody else's trouble, and never the engine's. */
@Timeout(120)
class NobodyBlocksTest {

    private static final int SMALL_BUFFER = 2048;

    @TempDir
    Path folder;

    private final List<RawClient> clients = new ArrayList<>();
    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        site.close();
    }

    @Test
    void should_serve_others_whatever_some_clients_do() throws Exception {
        site.post("/api/v1/clock/advance", "{'steps':5000}");
        for (int i = 0; i < 20; i++) {
            send(WireRequest.of("GET", "/api/v1/telemetry/bess-1"));
            send(WireRequest.of("GET", "/api/v1/report/data"));
            send(WireRequest.of("GET", "/api/v1/stream"));
            send(WireRequest.of("POST", "/api/v1/journal/wait").json("{\"register\":\"x\",\"timeout\":\"PT1H\"}"));
            connect()
                    .send("POST /api/v1/restore HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n{\"half\":");
            connect().send("GET /api/v1/clo");
        }
        WireRequest endless = WireRequest.of("POST", "/api/v1/clock/advance").json("{\"duration\":\"PT2000000H\"}");
        RawClient advancing = send(endless);
        awaitTicksAbove(5000);

        assertThat(site.get("/api/v1/devices").status()).isEqualTo(200);
        assertThat(site.post("/api/v1/control/bess-1", "{'command':'start_stop_standby','value':1}")
                        .status())
                .isEqualTo(200);
        assertThat(site.patch("/api/v1/devices/bess-1/state", "{'system_soc':60}")
                        .status())
                .isEqualTo(200);
        assertThat(site.post("/api/v1/events", "{'kind':'frequency','delta_hz':-1}")
                        .status())
                .isEqualTo(201);
        assertThat(site.post("/api/v1/faults", "{'kind':'nan','device':'bess-1'}")
                        .status())
                .isEqualTo(201);
        assertThat(site.get("/api/v1/telemetry/meter?every=3600&points=total_active_power")
                        .status())
                .isEqualTo(200);
        assertThat(site.get("/api/v1/forecast/bess-1?hours=1").status()).isEqualTo(200);
        assertThat(site.get("/api/v1/snapshot").status()).isEqualTo(200);
        awaitTicksAbove(ticks());

        advancing.close();
        while (site.post("/api/v1/clock/advance", "{'steps':1}").status() == 409) {
            Thread.onSpinWait();
        }
    }

    @Test
    void should_answer_a_glance_at_the_history_while_others_look_at_long_ones() throws Exception {
        site.post("/api/v1/clock/advance", "{'steps':40000}");
        RawClient last = null;
        for (int i = 0; i < 200; i++) {
            last = send(WireRequest.of("GET", "/api/v1/telemetry/bess-1"));
        }

        assertThat(site.get("/api/v1/telemetry/bess-1?from=39990").status()).isEqualTo(200);
        RawClient.Answer refusal = last.answer();
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.body())
                .contains("64 long histories are waiting already: ask again when one of them is done");
        assertThat(site.get("/api/v1/telemetry/bess-1?from=39990").status()).isEqualTo(200);
    }

    @Test
    void should_interleave_no_advances_however_many_are_asked_for() throws Exception {
        List<RawClient> asking = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asking.add(send(WireRequest.of("POST", "/api/v1/clock/advance").json("{\"steps\":3000}")));
        }
        long done = 0;
        for (RawClient client : asking) {
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isIn(200, 409);
            if (answer.status() == 200) {
                done++;
                assertThat(ApiDocument.JSON
                                .readTree(answer.body())
                                .path("advanced_steps")
                                .asLong())
                        .isEqualTo(3000);
            }
        }
        assertThat(done).isPositive();
        assertThat(ticks()).isEqualTo(done * 3000);
    }

    @Test
    void should_let_others_look_and_write_during_the_pauses_and_end_in_one_when_its_client_goes() throws Exception {
        RawClient pacing = send(WireRequest.of("POST", "/api/v1/clock/advance")
                .json("{\"duration\":\"PT10S\",\"every\":\"PT3S\",\"pace\":\"PT1H\"}"));
        awaitTicksAbove(2);

        assertThat(ticks()).isEqualTo(3);
        assertThat(site.post("/api/v1/clock/advance", "{'steps':1}").status()).isEqualTo(409);
        assertThat(site.post("/api/v1/control/bess-1", "{'command':'start_stop_standby','value':1}")
                        .status())
                .isEqualTo(200);
        pacing.close();
        while (site.post("/api/v1/clock/advance", "{'steps':0}").status() == 409) {
            Thread.onSpinWait();
        }
        assertThat(ticks()).isEqualTo(3);
    }

    @Test
    void should_pause_for_as_long_as_anybody_can_ask_for_and_tell_how_far_it_came() throws Exception {
        RawClient pacing = send(WireRequest.of("POST", "/api/v1/clock/advance")
                .json("{\"duration\":\"PT10S\",\"every\":\"PT3S\",\"pace\":1e10}"));
        awaitTicksAbove(2);

        pacing.endOutput();

        RawClient.Answer answer = pacing.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\"advanced_steps\":3}");
    }

    @Test
    void should_leave_room_for_those_who_do_not_stay_when_many_wait_for_the_journal() throws Exception {
        RawClient idle = connect();
        String health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        idle.ask(health);
        WireRequest wait =
                WireRequest.of("POST", "/api/v1/journal/wait").json("{\"register\":\"x\",\"timeout\":\"PT1H\"}");
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 1010; i++) {
            waiting.add(send(wait));
        }
        Answer refusal = site.post("/api/v1/journal/wait", "{'register':'x','timeout':0}");
        while (refusal.status() == 200) {
            refusal = site.post("/api/v1/journal/wait", "{'register':'x','timeout':0}");
        }

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.detail())
                .isEqualTo("1000 requests are waiting for the journal already: ask again when there are fewer");
        assertThat(idle.ask(health).status()).isEqualTo(200);
        assertThat(site.post("/api/v1/clock/advance", "{'steps':1}").status()).isEqualTo(200);
        for (RawClient client : waiting) {
            client.close();
        }
        while (site.post("/api/v1/journal/wait", "{'register':'x','timeout':0}").status() == 503) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void should_answer_a_wait_beside_many_others_when_the_journal_is_full() throws Exception {
        fillJournal();
        for (int i = 0; i < 900; i++) {
            send(WireRequest.of("POST", "/api/v1/journal/wait")
                    .json("{\"register\":\"start_stop_standby\",\"value\":3,\"timeout\":\"PT1H\"}"));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(site.post("/api/v1/journal/wait", "{'register':'start_stop_standby','value':2,'timeout':0}")
                            .json()
                            .path("met")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    private void fillJournal() {
        MappedDevice bess = new MappedDevice("bess-1", RegisterMaps.readBuiltIn("bess_modbus.yaml", new BessType()));
        Transaction transaction = site.site().journal().transaction();
        for (int i = 0; i < Journal.CAPACITY; i++) {
            transaction.begin("modbus_tcp", "somebody", 1, 6);
            transaction.with(bess);
            transaction.writes(Table.HOLDING_REGISTER, 10_055, 1, new int[] {1});
            transaction.end(true);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/forecast/bess-1?hours=1000000&step=PT100H |",
                "POST | /api/v1/journal/wait | {\"register\":\"x\",\"timeout\":\"PT1H\"}"
            })
    void should_answer_even_who_calls_his_request_off(String method, String target, String body) throws Exception {
        RawClient client = send(WireRequest.of(method, target).json(body == null ? "" : body));

        client.endOutput();

        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("called off: the client has closed its side of the connection");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_take_no_more_faults_and_events_than_every_tick_can_look_at() throws Exception {
        for (int i = 0; i < 1000; i++) {
            site.post("/api/v1/faults", "{'kind':'offset','device':'bess-1','register':'system_soc','value':1}");
            site.post("/api/v1/events", "{'kind':'frequency','delta_hz':0.001,'in':'PT1H'}");
        }

        var fault = site.post("/api/v1/faults", "{'kind':'nan','device':'bess-1'}");
        var event = site.post("/api/v1/events", "{'kind':'frequency','delta_hz':0.001}");

        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.detail()).isEqualTo("there are 1000 faults already: end those that are over, or all of them");
        assertThat(event.status()).isEqualTo(409);
        assertThat(event.detail()).isEqualTo("there are 1000 events already: end those that are over, or all of them");
        assertThat(site.delete("/api/v1/faults").status()).isEqualTo(204);
        assertThat(site.post("/api/v1/faults", "{'kind':'nan','device':'bess-1'}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time >= 60 | 60",
                "time > 60 | 61",
                "time == 60 | 60",
                "time != 0 | 1",
                "time < 1 | 0",
                "time <= 0 | 0",
                "bess-1.system_soc > 50.5 and time > 30 | 94",
                "bess-1.system_soc >= 99 or time >= 40 | 40",
                "(time > 5 and time < 3) or time == 7 | 7",
                "grid.frequency < 49.8 | 21",
                "grid.frequency == 49.5 and site.power > 20 | 21",
                "site.power >= 25 | 1"
            })
    void should_advance_until_it_is_so(String condition, long latest) throws Exception {
        site.post("/api/v1/control/bess-1", "{'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}");
        site.post("/api/v1/events", "{'kind':'frequency','delta_hz':-0.5,'at':20}");

        var answer = site.post("/api/v1/clock/advance", "{'until':'" + condition + "','limit':3600}")
                .json();

        assertThat(answer.path("met").asBoolean()).isTrue();
        assertThat(answer.path("ticks").asLong()).isEqualTo(latest);
    }

    @Test
    void should_say_that_time_stands_still_when_a_tick_has_failed_and_go_on_when_told_so() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        site.site().engine().observe(time -> {
            if (broken.get()) {
                throw new StackOverflowError("told to");
            }
        });
        broken.set(true);
        site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':'max'}");
        while (!site.get("/api/v1/clock").json().path("mode").asText().equals("paused")) {
            Thread.onSpinWait();
        }

        broken.set(false);
        site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':'max'}");
        awaitTicksAbove(ticks() + 1000);
    }

    private RawClient send(WireRequest request) throws IOException {
        RawClient client = connect();
        request.sendTo(client);
        return client;
    }

    private RawClient connect() throws IOException {
        RawClient client = new RawClient(site.address(), SMALL_BUFFER);
        clients.add(client);
        return client;
    }

    private long ticks() throws Exception {
        return site.get("/api/v1/clock").json().path("ticks").asLong();
    }

    private void awaitTicksAbove(long ticks) throws Exception {
        while (ticks() <= ticks) {
            Thread.onSpinWait();
        }
    }
}
