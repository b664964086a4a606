package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.control.http.RawClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a forecast says is what then happens, and a restored site does the same once more: bit by bit, over the wire. */
@Timeout(120)
class FutureTest {

    /** Everything by chance that there is, at a time of day when there is sun. */
    private static final String SITE = """
            {
              "site_name": "plant", "step": 1, "seed": 7, "start_time_h": 9, "real_time": false,
              "external_models": {
                "power": { "base_load_w": 5000 }, "irradiance": {}, "ambient_temperature": {},
                "grid_frequency": { "noise_std": 0.02, "drift_std": 0.002 },
                "grid_voltage": { "noise_std": 0.5, "drift_std": 0.05 }
              },
              "assets": [
                { "type": "bess", "name": "bess-1", "capacity_kwh": 100, "initial_soc": 50 },
                { "type": "inverter", "name": "pv-1", "rated_kw": 10 },
                { "type": "energy_meter", "name": "meter" }
              ]
            }
            """;

    private static final String CHARGE = "{'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}";
    private static final List<String> DEVICES = List.of("bess-1", "pv-1", "meter");

    private static final WireRequest VERY_LONG =
            WireRequest.of("GET", "/api/v1/forecast/bess-1?hours=1000000&step=PT100H");

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws Exception {
        site = ControlledSite.start(folder, SITE);
        site.post("/api/v1/control/bess-1", CHARGE);
        site.post("/api/v1/clock/advance", "{'steps':100}");
        site.post("/api/v1/events", "{'kind':'voltage','delta':-0.1,'in':'PT10M','duration':'PT5M'}");
        site.post("/api/v1/faults", "{'kind':'derate','device':'bess-1','percent':10,'in':'PT20M','duration':'PT10M'}");
        site.post("/api/v1/faults", "{'kind':'trip','device':'pv-1','code':7,'in':'PT40M'}");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_foretell_what_happens() throws Exception {
        List<JsonNode> forecasts = new ArrayList<>();
        for (String device : DEVICES) {
            forecasts.add(site.get("/api/v1/forecast/" + device + "?hours=1&step=PT5M")
                    .json());
        }

        requireThatItHappens(forecasts);
    }

    @Test
    void should_foretell_what_happens_with_other_commands() throws Exception {
        List<JsonNode> forecasts = new ArrayList<>();
        for (String device : DEVICES) {
            forecasts.add(site.post(
                            "/api/v1/forecast/" + device,
                            "{'hours':1,'step':'PT5M','commands':{'bess-1':{'active_power_setpoint':15}}}")
                    .json());
        }
        site.post("/api/v1/control/bess-1", "{'command':'active_power_setpoint','value':15}");

        requireThatItHappens(forecasts);
    }

    private void requireThatItHappens(List<JsonNode> forecasts) throws Exception {
        for (int sample = 1; sample <= 12; sample++) {
            double time = site.post("/api/v1/clock/advance", "{'duration':'PT5M'}")
                    .json()
                    .path("time")
                    .asDouble();
            for (int i = 0; i < DEVICES.size(); i++) {
                JsonNode forecast = forecasts.get(i);
                JsonNode happened =
                        site.get("/api/v1/devices/" + DEVICES.get(i)).json().path("telemetry");
                assertThat(forecast.path("time").get(sample).asDouble()).isEqualTo(time);
                for (var point : happened.properties()) {
                    assertThat(forecast.path("points").path(point.getKey()).get(sample))
                            .as(DEVICES.get(i) + "." + point.getKey() + " at " + time)
                            .isEqualTo(point.getValue());
                }
            }
        }
    }

    @Test
    void should_leave_the_site_as_it_is_when_asked_for_the_future() throws Exception {
        String before = snapshot();

        site.get("/api/v1/forecast/bess-1?hours=24");
        site.post("/api/v1/forecast/meter", "{'commands':{'bess-1':{'start_stop_standby':3}}}");

        assertThat(snapshot()).isEqualTo(before);
        assertThat(site.get("/api/v1/journal").text()).isEqualTo("[]");
        assertThat(site.get("/api/v1/telemetry/bess-1")
                        .json()
                        .path("time")
                        .get(100)
                        .asDouble())
                .isEqualTo(site.get("/api/v1/clock").json().path("time").asDouble());
    }

    @Test
    void should_do_the_same_again_from_a_snapshot_here_and_elsewhere() throws Exception {
        String taken = snapshot();
        site.post("/api/v1/clock/advance", "{'duration':'PT1H'}");
        String then = snapshot();

        site.post("/api/v1/restore", taken);
        assertThat(snapshot()).isEqualTo(taken);
        site.post("/api/v1/clock/advance", "{'duration':'PT1H'}");
        assertThat(snapshot()).isEqualTo(then);

        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (ControlledSite other = ControlledSite.start(elsewhere, SITE)) {
            assertThat(other.post("/api/v1/restore", taken).status()).isEqualTo(204);
            other.post("/api/v1/clock/advance", "{'duration':'PT1H'}");
            assertThat(other.get("/api/v1/snapshot").text()).isEqualTo(then);
            assertThat(other.get("/api/v1/faults").text())
                    .isEqualTo(site.get("/api/v1/faults").text());
        }
    }

    @Test
    void should_answer_a_short_forecast_while_a_long_one_is_under_way() throws Exception {
        try (RawClient patient = new RawClient(site.address())) {
            VERY_LONG.sendTo(patient);

            for (int i = 0; i < 20; i++) {
                assertThat(site.get("/api/v1/forecast/bess-1?hours=1").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void should_let_the_longest_forecast_give_way_to_a_shorter_one_when_there_are_too_many() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = site.request(VERY_LONG.target()).GET().build();
        List<CompletableFuture<HttpResponse<String>>> patient = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            patient.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        while (answers(patient).isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(answers(patient))
                .singleElement(STRING)
                .contains(
                        "16 forecasts are under way, none of which has further to go: ask again when one of them is done");

        assertThat(site.get("/api/v1/forecast/bess-1?hours=1").status()).isEqualTo(200);

        while (answers(patient).size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(answers(patient))
                .anySatisfy(body -> assertThat(body)
                        .contains(
                                "given up for a shorter one, as 16 forecasts are the most at a time: look less far ahead,"
                                        + " or ask again when there are fewer"));
        for (int i = 0; i < 20; i++) {
            assertThat(site.get("/api/v1/forecast/bess-1?hours=1").status()).isEqualTo(200);
        }
        assertThat(answers(patient)).hasSize(2);
        patient.forEach(one -> one.cancel(true));
    }

    private static List<String> answers(List<CompletableFuture<HttpResponse<String>>> requests) {
        return requests.stream()
                .filter(CompletableFuture::isDone)
                .map(request -> request.join().body())
                .toList();
    }

    @Test
    void should_give_up_forecasts_when_their_clients_go() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            RawClient client = new RawClient(site.address());
            clients.add(client);
            VERY_LONG.sendTo(client);
        }
        while (!isForecasting()) {
            Thread.onSpinWait();
        }

        for (RawClient client : clients) {
            client.close();
        }

        while (isForecasting()) {
            Thread.onSpinWait();
        }
    }

    /** Whether the thread that computes forecasts has anything to do. */
    private static boolean isForecasting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dertwin-forecast"))
                .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    private String snapshot() throws IOException, InterruptedException {
        return site.get("/api/v1/snapshot").text();
    }
}
