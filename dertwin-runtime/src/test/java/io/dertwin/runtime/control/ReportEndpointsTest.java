package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.protocol.Endpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportEndpointsTest {

    @TempDir
    private Path folder;

    @Test
    void should_give_what_charts_show() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            site.post("/api/v1/control/bess-1", "{'command': 'start_stop_standby', 'value': 1}");
            site.post("/api/v1/control/bess-1", "{'command': 'active_power_setpoint', 'value': -20}");
            site.post("/api/v1/clock/advance", "{'steps': 100}");

            JsonNode data = site.get("/api/v1/report/data").json();
            JsonNode series = data.path("series");
            assertThat(data.path("site").path("end").asDouble()).isEqualTo(100);
            assertThat(series.path("time")).hasSize(101);
            assertThat(series.path("values")
                            .path("bess-1.commands.active_power_setpoint")
                            .get(100)
                            .asDouble())
                    .isEqualTo(-20);
            assertThat(series.path("values")
                            .path("bess-1.active_power")
                            .get(100)
                            .asDouble())
                    .isEqualTo(site.get("/api/v1/devices/bess-1")
                            .json()
                            .path("telemetry")
                            .path("active_power")
                            .asDouble());
            data.path("panels")
                    .forEach(panel -> panel.path("series")
                            .forEach(line -> assertThat(series.path("values")
                                            .path(line.path("key").asText()))
                                    .as(line.path("key").asText())
                                    .hasSize(101)));
        }
    }

    @Test
    void should_give_as_many_points_of_as_much_time_as_wanted() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            site.post("/api/v1/clock/advance", "{'steps': 1000}");

            JsonNode time = site.get("/api/v1/report/data?from=100&to=899&points=40")
                    .json()
                    .path("series")
                    .path("time");
            assertThat(time).hasSize(40);
            assertThat(time.get(0).asDouble()).isEqualTo(100);
            assertThat(time.get(39).asDouble()).isEqualTo(899);
            assertThat(site.get("/api/v1/report/data?points=1").detail()).contains("points");
            assertThat(site.get("/api/v1/report/data?form=5").detail()).contains("from");
        }
    }

    @Test
    void should_tell_what_befell_the_site_also_when_it_is_over() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            site.post("/api/v1/clock/advance", "{'steps': 10}");
            site.post("/api/v1/events", "{'kind': 'frequency', 'delta_hz': -0.5, 'in': 'PT5S', 'duration': 'PT30S'}");
            site.post("/api/v1/faults", "{'device': 'bess-1', 'kind': 'delay', 'ms': 800}");
            site.post("/api/v1/clock/advance", "{'steps': 20}");
            site.delete("/api/v1/faults");
            site.post("/api/v1/clock/advance", "{'steps': 20}");
            site.delete("/api/v1/events");

            JsonNode happenings = site.get("/api/v1/happenings").json();
            assertThat(happenings).hasSize(2);
            assertThat(happenings.get(0).path("label").asText()).isEqualTo("delay 800 ms");
            assertThat(happenings.get(0).path("device").asText()).isEqualTo("bess-1");
            assertThat(happenings.get(0).path("begin").asDouble()).isEqualTo(10);
            assertThat(happenings.get(0).path("end").asDouble()).isEqualTo(30);
            assertThat(happenings.get(1).path("label").asText()).isEqualTo("frequency −0.5 Hz");
            assertThat(happenings.get(1).path("begin").asDouble()).isEqualTo(15);
            assertThat(happenings.get(1).path("end").asDouble()).isEqualTo(45);
        }
    }

    @Test
    void should_show_what_an_ems_did_and_what_it_did_wrong() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            Endpoint battery =
                    site.site().endpoints(site.site().device("bess-1")).get(0);
            ModbusTCPMaster ems = new ModbusTCPMaster("127.0.0.1", battery.port());
            ems.connect();
            try {
                ems.readInputRegisters(battery.unitId(), 32002, 1);
                ems.readInputRegisters(battery.unitId(), 40000, 1);
                for (int i = 0; i < 12; i++) {
                    ems.writeSingleRegister(battery.unitId(), 10055, new SimpleRegister(1));
                    site.post("/api/v1/clock/advance", "{'steps': 1}");
                }
            } finally {
                ems.disconnect();
            }

            JsonNode data = site.get("/api/v1/report/data").json();
            JsonNode writes = data.path("journal").path("writes");
            assertThat(writes).hasSize(1);
            assertThat(writes.get(0).path("count").asInt()).isEqualTo(12);
            assertThat(writes.get(0).path("last").asDouble()).isEqualTo(11);
            assertThat(data.path("journal").path("reads").path("polls")).hasSize(2);
            assertThat(data.path("problems").findValuesAsText("kind")).containsExactly("unmapped", "repeated");
            assertThat(data.path("problems").get(0).path("title").asText())
                    .isEqualTo("Read of input register 40000, which the register map does not have");
        }
    }
}
