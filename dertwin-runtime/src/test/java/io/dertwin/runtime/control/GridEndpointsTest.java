package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

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

@Timeout(60)
class GridEndpointsTest {

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
    void should_show_grid_and_weather() throws Exception {
        assertThat(site.get("/api/v1/grid").text())
                .isEqualTo("{\"frequency_hz\":50.0,\"voltage_v\":400.0,\"power_kw\":5.0,\"load_kw\":5.0,"
                        + "\"irradiance\":0.0,\"ambient_temperature_c\":16.464466094067262}");
    }

    @Test
    void should_begin_an_event_after_a_while() throws Exception {
        site.post("/api/v1/clock/advance", "{'steps':100}");
        Answer added = site.post(
                "/api/v1/events",
                "{'kind':'frequency','delta_hz':-0.5,'shape':'step','in':'PT10S','duration':'PT30S'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text())
                .isEqualTo(
                        "{\"id\":\"frequency-1\",\"kind\":\"frequency\",\"delta_hz\":-0.5,\"shape\":\"step\",\"at\":110.0,\"duration\":30.0}");

        site.post("/api/v1/clock/advance", "{'steps':10}");
        assertThat(frequency()).isEqualTo(50);
        site.post("/api/v1/clock/advance", "{'steps':1}");
        assertThat(frequency()).isEqualTo(49.5);
        site.post("/api/v1/clock/advance", "{'steps':31}");
        assertThat(frequency()).isEqualTo(50);
    }

    @Test
    void should_list_and_clear_events() throws Exception {
        site.post("/api/v1/events", "{'kind':'voltage','delta':-0.1,'at':0}");
        site.post("/api/v1/events", "{'kind':'irradiance','value':800,'at':3600,'duration':60,'shape':'ramp'}");
        site.post("/api/v1/clock/advance", "{'steps':1}");

        assertThat(site.get("/api/v1/events").text())
                .isEqualTo(
                        "[{\"id\":\"voltage-1\",\"kind\":\"voltage\",\"delta\":-0.1,\"shape\":\"step\",\"at\":0.0},"
                                + "{\"id\":\"irradiance-2\",\"kind\":\"irradiance\",\"value\":800.0,\"shape\":\"ramp\",\"at\":3600.0,\"duration\":60.0}]");
        assertThat(site.get("/api/v1/grid").json().path("voltage_v").asDouble()).isEqualTo(360);
        assertThat(site.delete("/api/v1/events").status()).isEqualTo(204);
        site.post("/api/v1/clock/advance", "{'steps':1}");
        assertThat(site.get("/api/v1/events").text()).isEqualTo("[]");
        assertThat(site.get("/api/v1/grid").json().path("voltage_v").asDouble()).isEqualTo(400);
    }

    @Test
    void should_end_one_event_and_keep_the_others() throws Exception {
        site.post("/api/v1/events", "{'kind':'voltage','delta':-0.1}");
        String frequency = site.post("/api/v1/events", "{'kind':'frequency','delta_hz':-0.5}")
                .text();
        site.post("/api/v1/events", "{'kind':'ambient_temperature','value':40}");

        assertThat(site.delete("/api/v1/events/voltage-1").status()).isEqualTo(204);
        assertThat(site.delete("/api/v1/events/ambient-temperature-3").status()).isEqualTo(204);
        assertThat(site.get("/api/v1/events").text()).isEqualTo("[" + frequency + "]");
        assertThat(site.delete("/api/v1/events/voltage-1").status()).isEqualTo(404);
        assertThat(site.delete("/api/v1/events/frequency-3").detail())
                .isEqualTo("there is no event 'frequency-3', did you mean 'frequency-2'?");
        assertThat(site.delete("/api/v1/events/-1").status()).isEqualTo(404);
        assertThat(site.get("/api/v1/events").text()).isEqualTo("[" + frequency + "]");
    }

    @Test
    void should_know_events_by_the_same_names_after_a_restore() throws Exception {
        site.post("/api/v1/events", "{'kind':'voltage','delta':-0.1}");
        site.post("/api/v1/events", "{'kind':'frequency','delta_hz':-0.5}");
        site.delete("/api/v1/events/voltage-1");
        String events = site.get("/api/v1/events").text();
        String snapshot = site.get("/api/v1/snapshot").text();
        site.delete("/api/v1/events");

        assertThat(site.post("/api/v1/restore", snapshot).status()).isEqualTo(204);
        assertThat(site.get("/api/v1/events").text()).isEqualTo(events);
        assertThat(site.post("/api/v1/events", "{'kind':'voltage','delta':0}")
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo("voltage-3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|kind: is missing: must be one of frequency, voltage, irradiance, ambient_temperature; delta_hz: is missing",
                "{'kind':'volt','delta':1}|kind: must be one of frequency, voltage, irradiance, ambient_temperature,"
                        + " but is \"volt\", did you mean 'voltage'?; delta_hz: is missing;"
                        + " delta: unknown key 'delta', did you mean 'delta_hz'?",
                "{'kind':'frequency','delta_hz':-1000}|delta_hz: must be from -100 to 100, but is -1000",
                "{'kind':'voltage','delta':1.5}|delta: must be from -1 to 1, but is 1.5",
                "{'kind':'irradiance','value':-1}|value: must be from 0 to 2000, but is -1",
                "{'kind':'ambient_temperature','value':1e308}|value: must be from -100 to 100, but is 1.0E308",
                "{'kind':'voltage','delta':1,'in':1,'at':2}"
                        + "|must have at most one of \"in\", from now, and \"at\", in simulated seconds",
                "{'kind':'voltage','delta':1,'shape':'ramp'}"
                        + "|duration: is missing: a ramp reaches its full height at its end",
                "{'kind':'voltage','delta':1,'shape':'jump'}|shape: must be one of step, ramp, but is \"jump\", did you mean 'ramp'?"
            })
    void should_say_what_is_wrong_with_an_event(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/events", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
        assertThat(site.get("/api/v1/events").text()).isEqualTo("[]");
    }

    private double frequency() throws Exception {
        return site.get("/api/v1/grid").json().path("frequency_hz").asDouble();
    }
}
