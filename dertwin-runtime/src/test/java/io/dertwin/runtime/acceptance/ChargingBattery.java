package io.dertwin.runtime.acceptance;

import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import io.dertwin.client.DerTwin;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.runtime.site.EmbeddedSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A battery that has been charging with 20 kW for a minute, and an EMS that is connected to it. */
@Timeout(120)
abstract class ChargingBattery {

    DerTwin site;
    SimulatedDevice bess;
    Master ems;

    @BeforeEach
    void charge() throws Exception {
        site = EmbeddedSite.start(Path.of("src/test/resources/sites/ramping.json"));
        bess = site.device("bess");
        ModbusEndpoint endpoint = bess.modbus();
        ModbusTCPMaster master = new ModbusTCPMaster(endpoint.host(), endpoint.port(), 20_000, false);
        master.connect();
        ems = new J2modMaster(master);
        bess.command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", -20.0));
        site.clock().advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        ems.close();
        site.close();
    }
}
