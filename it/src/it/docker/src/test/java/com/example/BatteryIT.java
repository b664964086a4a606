package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.ModbusEndpoint;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_find_the_site_in_its_container() throws IOException {
        try (DerTwin site = DerTwinClient.fromBuild()) {
            ModbusEndpoint battery = site.device("battery").modbus();
            assertEquals(500, stateOfCharge(battery));

            site.device("battery").command("start_stop_standby", 1);
            site.device("battery").command("active_power_setpoint", -10);
            site.clock().advance(Duration.ofMinutes(10));

            assertTrue(stateOfCharge(battery) > 600);
        }
    }

    @Test
    void should_reach_the_bridge_of_the_serial_line() throws IOException {
        new Socket("127.0.0.1", Integer.getInteger("bridgePort")).close();
    }

    /** Register 100 by function 04, in tenths of a percent. */
    private static int stateOfCharge(ModbusEndpoint battery) throws IOException {
        try (Socket socket = new Socket(battery.host(), battery.port())) {
            socket.getOutputStream().write(new byte[] {0, 1, 0, 0, 0, 6, (byte) battery.unitId(), 4, 0, 100, 0, 1});
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            answer.skipNBytes(9);
            return answer.readUnsignedShort();
        }
    }
}
