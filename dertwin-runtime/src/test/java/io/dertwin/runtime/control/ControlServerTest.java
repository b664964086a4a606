package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.control.ControlledSite.Answer;
import io.dertwin.runtime.control.http.RawClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ControlServerTest {

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_be_healthy() throws Exception {
        Answer health = site.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.contentType()).isEqualTo("application/json");
        assertThat(health.json())
                .hasToString("{\"status\":\"UP\",\"version\":\"1.2.3\",\"site_name\":\"plant\",\"devices\":3}");
    }

    @Test
    void should_tell_what_site_it_is() throws Exception {
        JsonNode description = site.get("/api/v1/site").json();

        assertThat(description.path("name").asText()).isEqualTo("plant");
        assertThat(description.path("seed").asInt()).isEqualTo(42);
        assertThat(description.path("step").asDouble()).isEqualTo(1);
        assertThat(description.path("endpoints").isArray()).isTrue();
    }

    @Test
    void should_advance_by_steps_and_by_durations() throws Exception {
        assertThat(site.get("/api/v1/clock").text())
                .isEqualTo(
                        "{\"mode\":\"stepped\",\"time\":0.0,\"ticks\":0,\"step\":1.0,\"speed\":1.0,\"time_of_day_h\":0.0}");
        assertThat(site.post("/api/v1/clock/advance", "{'steps':10}")
                        .json()
                        .path("ticks")
                        .asInt())
                .isEqualTo(10);
        assertThat(site.post("/api/v1/clock/advance", "{'duration':'PT20M'}")
                        .json()
                        .path("time")
                        .asDouble())
                .isEqualTo(1210);
        assertThat(site.post("/api/v1/clock/advance", "{'duration':2.5}")
                        .json()
                        .path("ticks")
                        .asInt())
                .isEqualTo(1213);
    }

    @Test
    void should_advance_until_a_condition_is_true() throws Exception {
        site.post("/api/v1/control/bess-1", "{'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}");

        JsonNode met = site.post("/api/v1/clock/advance", "{'until':'bess-1.system_soc >= 51','limit':'PT2H'}")
                .json();
        assertThat(met.path("met").asBoolean()).isTrue();
        assertThat(met.path("advanced_steps")).isEqualTo(met.path("ticks"));

        JsonNode unmet = site.post("/api/v1/clock/advance", "{'until':'bess-1.system_soc < 51','limit':60}")
                .json();
        assertThat(unmet.path("met").asBoolean(true)).isFalse();
        assertThat(unmet.path("advanced_steps").asInt()).isEqualTo(60);
    }

    @Test
    void should_advance_in_slices_with_pauses() throws Exception {
        JsonNode answer = site.post("/api/v1/clock/advance", "{'duration':10,'every':'PT3S','pace':'PT0.001S'}")
                .json();

        assertThat(answer.path("ticks").asInt()).isEqualTo(10);
        assertThat(answer.has("met")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|must have one of \"steps\", \"duration\" and \"until\"",
                "{'steps':1,'duration':1}|must have one of \"steps\", \"duration\" and \"until\"",
                "{'steps':-1}|steps: must be at least 0, but is -1",
                "{'steps':1.5}|steps: must be a whole number, but is 1.5",
                "{'steps':'many'}|steps: must be a number, but is \"many\"",
                "{'step':1,'steps':1}|step: unknown key 'step', did you mean 'steps'?",
                "{'duration':'20M'}|duration: must be a duration like \"PT20M\" or a number of seconds, not negative, but is \"20M\"",
                "{'duration':'-PT1S'}|duration: must be a duration like \"PT20M\" or a number of seconds, not negative, but is \"-PT1S\"",
                "{'duration':1e300}|duration: must be a duration like \"PT20M\" or a number of seconds, not negative, but is 1.0E300",
                "{'until':'time >= 1','steps':1}|must have one of \"steps\", \"duration\" and \"until\"",
                "{'steps':1,'limit':1}|limit: belongs to \"until\"",
                "{'until':'bess-1.system_sock > 1'}"
                        + "|until: 'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?",
                "{'steps':1,'every':'PT1S'}"
                        + "|\"every\" and \"pace\" belong together: a slice of simulated time and the pause after it",
                "{'steps':1,'every':0,'pace':0}|every: must be longer than nothing",
                "[1]|expected an object at the top, but found a list; must have one of \"steps\", \"duration\" and \"until\""
            })
    void should_say_what_is_wrong_with_an_advance(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/clock/advance", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.detail()).isEqualTo(detail);
        assertThat(site.get("/api/v1/clock").json().path("ticks").asInt()).isZero();
    }

    @Test
    void should_refuse_a_second_advance_and_stop_the_first_when_its_client_goes() throws Exception {
        try (RawClient client = new RawClient(site.address())) {
            String body = "{\"duration\":\"PT20000H\"}";
            client.send("POST /api/v1/clock/advance HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            awaitTicksAbove(0);
            Answer second = site.post("/api/v1/clock/advance", "{'steps':1}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.detail())
                    .isEqualTo("the clock is being advanced by someone else; wait until that is done");
        }
        while (site.post("/api/v1/clock/advance", "{'steps':0}").status() == 409) {
            Thread.onSpinWait();
        }
        assertThat(site.get("/api/v1/clock").json().path("time").asDouble()).isLessThan(20000 * 3600);
    }

    @Test
    void should_follow_wall_time_when_told_to() throws Exception {
        Answer flatOut = site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':'max'}");
        assertThat(flatOut.json().path("mode").asText()).isEqualTo("realtime");
        assertThat(flatOut.json().path("speed").asText()).isEqualTo("max");
        awaitTicksAbove(1000);

        Answer paused = site.post("/api/v1/clock/mode", "{'mode':'paused'}");
        assertThat(paused.json().path("mode").asText()).isEqualTo("paused");
        assertThat(site.get("/api/v1/clock").json().path("ticks"))
                .isEqualTo(paused.json().path("ticks"));

        assertThat(site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':60}")
                        .json()
                        .path("speed")
                        .asDouble())
                .isEqualTo(60);
        assertThat(site.post("/api/v1/clock/mode", "{'mode':'stepped'}")
                        .json()
                        .path("mode")
                        .asText())
                .isEqualTo("stepped");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|mode: is missing: must be one of stepped, realtime, paused",
                "{'mode':'realtme'}|mode: must be one of stepped, realtime, paused, but is \"realtme\", did you mean 'realtime'?",
                "{'mode':'realtime','speed':0}|speed: must be greater than 0, but is 0",
                "{'mode':'paused','speed':2}|speed: belongs to the mode \"realtime\""
            })
    void should_say_what_is_wrong_with_a_mode(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/clock/mode", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
        assertThat(site.get("/api/v1/clock").json().path("mode").asText()).isEqualTo("stepped");
    }

    @Test
    void should_show_devices_with_telemetry_and_units() throws Exception {
        JsonNode all = site.get("/api/v1/devices").json();
        assertThat(all).extracting(device -> device.path("id").asText()).containsExactly("bess-1", "pv-1", "meter");

        JsonNode bess = site.get("/api/v1/devices/bess-1").json();
        assertThat(bess.path("type").asText()).isEqualTo("bess");
        assertThat(bess.path("telemetry").path("system_soc").asDouble()).isEqualTo(50);
        assertThat(bess.path("units").path("system_soc").asText()).isEqualTo("%");
        assertThat(bess.path("units").path("active_power_setpoint").asText()).isEqualTo("kW");
        assertThat(bess.path("commands").path("start_stop_standby").asDouble()).isEqualTo(2);
    }

    @Test
    void should_name_the_nearest_device() throws Exception {
        for (Answer answer : new Answer[] {
            site.get("/api/v1/devices/bess1"),
            site.post("/api/v1/control/bess1", "{'command':'start_stop_standby','value':1}"),
            site.patch("/api/v1/devices/bess1/state", "{'system_soc':1}")
        }) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.detail()).isEqualTo("there is no device 'bess1' on site 'plant', did you mean 'bess-1'?");
        }
    }

    @Test
    void should_write_commands_that_act_in_the_next_tick() throws Exception {
        site.post("/api/v1/control/bess-1", "{'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}");
        JsonNode written = site.post("/api/v1/control/bess-1", "{'command':'active_power_setpoint','value':-10}")
                .json();

        assertThat(written.path("commands").path("active_power_setpoint").asDouble())
                .isEqualTo(-10);
        assertThat(active(site.get("/api/v1/devices/bess-1"))).isZero();
        site.post("/api/v1/clock/advance", "{'steps':1}");
        assertThat(active(site.get("/api/v1/devices/bess-1"))).isEqualTo(-10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|must have \"commands\": {name: value, …}, or \"command\" and \"value\"",
                "{'command':'active_power_setpoint'}|value: is missing",
                "{'commands':{}}|commands: must name at least one value",
                "{'commands':{'active_power_setpoint':'full'}}|commands.active_power_setpoint: must be a number, but is \"full\"",
                "{'command':'active_power_setpont','value':1}"
                        + "|'bess-1', a bess, has no command 'active_power_setpont', did you mean 'active_power_setpoint'?",
                "{'command':'start_stop_standby','value':7}"
                        + "|bess-1: start_stop_standby must be one of [1, 2, 3], but is 7.0"
            })
    void should_say_what_is_wrong_with_commands(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/control/bess-1", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @Test
    void should_put_a_device_into_a_state_at_once() throws Exception {
        Answer answer = site.patch("/api/v1/devices/bess-1/state", "{'system_soc':95}");

        assertThat(answer.json().path("telemetry").path("system_soc").asDouble())
                .isEqualTo(95);
        assertThat(site.patch("/api/v1/devices/bess-1/state", "{'system_soc':140}")
                        .status())
                .isEqualTo(400);
        assertThat(site.patch("/api/v1/devices/bess-1/state", "{'system_sock':1}")
                        .detail())
                .isEqualTo("'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?");
        assertThat(site.get("/api/v1/devices/bess-1")
                        .json()
                        .path("telemetry")
                        .path("system_soc")
                        .asDouble())
                .isEqualTo(95);
    }

    @Test
    void should_name_the_nearest_path_and_the_methods() throws Exception {
        Answer unknown = site.get("/api/v1/clok");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json())
                .hasToString(
                        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":"
                                + "\"there is nothing at '/api/v1/clok', did you mean '/api/v1/clock'?; /docs lists what there is\"}");

        Answer wrongMethod = site.delete("/api/v1/clock");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.detail()).isEqualTo("'/api/v1/clock' takes GET, but not DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'steps':1", "{'steps':1} x", "{'steps':1,'steps':2}", "", "nonsense", "{'steps':NaN}"})
    void should_refuse_bodies_that_are_no_json(String body) throws Exception {
        Answer answer = site.post("/api/v1/clock/advance", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("the body is ");
    }

    @Test
    void should_refuse_bodies_nested_without_end() throws Exception {
        Answer answer = site.post("/api/v1/clock/advance", "{'steps':" + "[".repeat(100_000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void should_refuse_other_content_types() throws Exception {
        Answer form = site.send(site.request("/api/v1/clock/advance")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"steps\":1}")));

        assertThat(form.status()).isEqualTo(415);
        assertThat(form.detail())
                .isEqualTo("the body must be JSON, with 'Content-Type: application/json', but is 'text/plain'");
    }

    @Test
    void should_refuse_web_pages_of_other_origins() throws Exception {
        Answer foreign = site.send(site.request("/api/v1/clock").header("Origin", "http://evil.example"));
        Answer own = site.send(site.request("/api/v1/clock")
                .header("Origin", "http://127.0.0.1:" + site.address().getPort()));

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(own.status()).isEqualTo(200);
    }

    @Test
    void should_refuse_public_names_that_resolve_to_this_machine() throws IOException {
        try (RawClient client = new RawClient(site.address())) {
            assertThat(client.ask("GET /health HTTP/1.1\r\nHost: evil.example:55000\r\n\r\n")
                            .status())
                    .isEqualTo(421);
        }
        for (String host : new String[] {"localhost:1", "127.0.0.1", "[::1]:55000", "dertwin", "a.localhost"}) {
            try (RawClient client = new RawClient(site.address())) {
                assertThat(client.ask("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void should_want_the_token_when_one_is_set() throws Exception {
        try (ControlledSite guarded = ControlledSite.start(folder, Optional.of("s3cret"))) {
            Answer without = guarded.get("/api/v1/clock");
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.detail()).isEqualTo("a token is set: send it as 'Authorization: Bearer <token>'");
            assertThat(guarded.get("/health").status()).isEqualTo(200);
            assertThat(guarded.get("/no/such/path").status()).isEqualTo(401);
            assertThat(guarded.send(guarded.request("/api/v1/clock").header("Authorization", "Bearer s3cre"))
                            .status())
                    .isEqualTo(401);
            assertThat(guarded.send(guarded.request("/api/v1/clock").header("Authorization", "Bearer s3cret"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void should_say_what_to_do_when_the_port_is_taken() {
        assertThatThrownBy(() -> ControlServer.start(site.site(), site.address(), Optional.empty(), "1"))
                .isInstanceOf(IOException.class)
                .hasMessage("The control channel cannot listen on 127.0.0.1:"
                        + site.address().getPort()
                        + ": Address already in use; --control-port names another port, 0 is any free one");
    }

    private void awaitTicksAbove(long ticks) throws Exception {
        while (site.get("/api/v1/clock").json().path("ticks").asLong() <= ticks) {
            Thread.onSpinWait();
        }
    }

    private static double active(Answer device) {
        return device.json().path("telemetry").path("active_power").asDouble();
    }
}
