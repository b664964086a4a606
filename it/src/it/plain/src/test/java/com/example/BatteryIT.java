package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Reader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_find_the_battery_by_the_file_that_the_build_leaves() throws IOException {
        Properties site = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of(System.getProperty("basedir"), "target/dertwin/site.properties"))) {
            site.load(reader);
        }

        assertEquals(500, stateOfCharge(site.getProperty("dertwin.bess-1.port")));
    }

    @Test
    void should_find_the_battery_by_a_property_of_the_project() throws IOException {
        assertEquals(500, stateOfCharge(System.getProperty("portOfTheBattery")));
    }

    /** Register 32002 by function 04, in tenths of a percent. */
    private static int stateOfCharge(String port) throws IOException {
        try (Socket battery = new Socket("127.0.0.1", Integer.parseInt(port))) {
            battery.getOutputStream().write(new byte[] {0, 1, 0, 0, 0, 6, 1, 4, 0x7D, 2, 0, 1});
            DataInputStream answer = new DataInputStream(battery.getInputStream());
            answer.skipNBytes(9);
            return answer.readUnsignedShort();
        }
    }
}
