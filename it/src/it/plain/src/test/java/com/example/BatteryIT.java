package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_find_the_battery_without_further_configuration() throws IOException {
        try (DerTwin site = DerTwinClient.fromBuild()) {
            assertEquals(500, stateOfCharge(site.device("bess-1").modbus().port()));
        }
    }

    @Test
    void should_find_the_battery_by_a_property_of_the_project() throws IOException {
        assertEquals(500, stateOfCharge(Integer.getInteger("portOfTheBattery")));
    }

    /** Register 32002 by function 04, in tenths of a percent. */
    private static int stateOfCharge(int port) throws IOException {
        try (Socket battery = new Socket("127.0.0.1", port)) {
            battery.getOutputStream().write(new byte[] {0, 1, 0, 0, 0, 6, 1, 4, 0x7D, 2, 0, 1});
            DataInputStream answer = new DataInputStream(battery.getInputStream());
            answer.skipNBytes(9);
            return answer.readUnsignedShort();
        }
    }
}
