package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.control.ControlledSite.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past, the future, and the way back. */
@Timeout(60)
class TelemetryEndpointsTest {

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
    void should_give_history_as_json_and_as_csv() throws Exception {
        site.post("/api/v1/clock/advance", "{'duration':'PT1M'}");

        assertThat(site.get("/api/v1/telemetry/bess-1?from=10&to=31&points=system_soc,active_power&every=10")
                        .text())
                .isEqualTo(
                        "{\"device\":\"bess-1\",\"time\":[10.0,20.0,30.0],\"points\":{\"system_soc\":[50.0,50.0,50.0],"
                                + "\"active_power\":[0.0,0.0,0.0]},\"units\":{\"system_soc\":\"%\",\"active_power\":\"kW\"},"
                                + "\"interval\":1.0}");
        Answer csv = site.get("/api/v1/telemetry/bess-1?from=58&points=system_soc&format=csv");
        assertThat(csv.contentType()).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.text()).isEqualTo("time,system_soc\n58.0,50.0\n59.0,50.0\n60.0,50.0\n");
    }

    @Test
    void should_record_at_the_interval_that_is_wanted() throws Exception {
        assertThat(site.patch("/api/v1/recording", "{'interval':'PT10S'}").text())
                .isEqualTo("{\"interval\":10.0}");
        site.post("/api/v1/clock/advance", "{'steps':21}");

        assertThat(site.get("/api/v1/telemetry/bess-1?points=system_soc")
                        .json()
                        .path("time")
                        .toString())
                .isEqualTo("[0.0,1.0,11.0,21.0]");
        assertThat(site.get("/api/v1/recording").text()).isEqualTo("{\"interval\":10.0}");
        assertThat(site.patch("/api/v1/recording", "{'interval':0}").detail())
                .isEqualTo("interval: must be longer than nothing");
        assertThat(site.patch("/api/v1/recording", "{}").detail())
                .isEqualTo("interval: is missing: a duration like \"PT10S\" or a number of seconds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telemetry/bess-1?points=system_sock"
                        + "|'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?",
                "telemetry/bess-1?points=system_soc,active_power,system_soc|points: must name each point once",
                "telemetry/bess-1?from=now|from: must be a number, but is \"now\"",
                "telemetry/bess-1?every=often"
                        + "|every: must be a duration like \"PT20M\" or a number of seconds, not negative, but is \"often\"",
                "telemetry/bess-1?format=xml|format: must be one of json, csv, but is \"xml\"",
                "forecast/bess-1?hours=0|hours: must be greater than 0, but is 0",
                "forecast/bess-1?hours=1&duration=PT1H|must have at most one of \"hours\" and \"duration\"",
                "forecast/bess-1?hours=1&step=0|a forecast looks ahead, in steps that are longer than nothing",
                "forecast/bess-1?hours=1000000&step=1"
                        + "|a forecast has at most 20000 samples: lengthen the step of PT1S or look less far than PT1000000H"
            })
    void should_say_what_is_wrong_with_a_query(String path, String detail) throws Exception {
        Answer answer = site.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @Test
    void should_say_what_would_be_too_much() throws Exception {
        int points = site.get("/api/v1/devices/bess-1").json().path("telemetry").size();
        int samples = 2_000_000 / (1 + points) + 1;
        site.post("/api/v1/clock/advance", "{'steps':" + (samples - 1) + "}");

        Answer tooMuch = site.get("/api/v1/telemetry/bess-1");
        Answer most = site.get("/api/v1/telemetry/bess-1?from=1");

        assertThat(tooMuch.status()).isEqualTo(413);
        assertThat(tooMuch.detail())
                .isEqualTo(
                        "that would be " + (long) samples * (1 + points) + " numbers, and 2000000 is the most: ask for"
                                + " fewer points, a shorter time, or one sample in a while with 'every'");
        assertThat(most.status()).isEqualTo(200);
        assertThat(most.json().path("time")).hasSize(samples - 1);
    }

    @Test
    void should_refuse_what_is_no_snapshot_before_it_takes_up_memory() throws Exception {
        String lists = "[],".repeat(1_200_000);

        Answer answer = site.post("/api/v1/restore", "[" + lists + "0]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("this is no snapshot of a site: Token count (2000001) exceeds");
    }

    @Test
    void should_not_know_other_devices() throws Exception {
        assertThat(site.get("/api/v1/telemetry/bess1").detail())
                .isEqualTo("there is no device 'bess1' on site 'plant', did you mean 'bess-1'?");
        assertThat(site.get("/api/v1/forecast/bess1").status()).isEqualTo(404);
    }

    @Test
    void should_look_ahead_as_things_are_and_with_commands() throws Exception {
        JsonNode asIs = site.get("/api/v1/forecast/bess-1?hours=2&step=PT1H&points=system_soc")
                .json();
        assertThat(asIs.path("time").toString()).isEqualTo("[0.0,3600.0,7200.0]");
        assertThat(asIs.path("points").path("system_soc").toString()).isEqualTo("[50.0,50.0,50.0]");

        JsonNode charging = site.post(
                        "/api/v1/forecast/bess-1",
                        "{'duration':'PT1H','step':'PT30M','points':'system_soc',"
                                + "'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}")
                .json();
        assertThat(charging.path("points").path("system_soc").get(2).asDouble()).isGreaterThan(65);

        JsonNode meter = site.post(
                        "/api/v1/forecast/meter",
                        "{'duration':60,'step':60,'commands':{'bess-1':"
                                + "{'start_stop_standby':1,'active_power_setpoint':-20}}}")
                .json();
        assertThat(meter.path("points").path("total_active_power").get(1).asDouble())
                .isEqualTo(25);
        assertThat(site.get("/api/v1/clock").json().path("ticks").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'commands':{'start_stop_standby':7}}"
                        + "|bess-1: start_stop_standby must be one of [1, 2, 3], but is 7.0",
                "{'commands':{'bess-2':{'start_stop_standby':1}}}"
                        + "|there is no device 'bess-2' on site 'plant', did you mean 'bess-1'?",
                "{'commands':[]}|commands: must be an object, but is a list",
                "{'hour':1}|hour: unknown key 'hour', did you mean 'hours'?"
            })
    void should_say_what_is_wrong_with_a_question(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/forecast/bess-1", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @Test
    void should_take_and_restore_snapshots() throws Exception {
        site.post("/api/v1/clock/advance", "{'steps':10}");
        String snapshot = site.get("/api/v1/snapshot").text();
        site.post("/api/v1/clock/advance", "{'steps':10}");

        assertThat(site.post("/api/v1/restore", snapshot).status()).isEqualTo(204);
        assertThat(site.get("/api/v1/clock").json().path("ticks").asInt()).isEqualTo(10);
        for (String wrong : new String[] {"{}", "[]", "nonsense", "{'ticks':'x'}", "null"}) {
            assertThat(site.post("/api/v1/restore", wrong).status()).isEqualTo(400);
        }
        assertThat(site.get("/api/v1/clock").json().path("ticks").asInt()).isEqualTo(10);
        assertThat(site.post("/api/v1/reset", "").status()).isEqualTo(204);
        assertThat(site.get("/api/v1/clock").json().path("ticks").asInt()).isZero();
    }
}
