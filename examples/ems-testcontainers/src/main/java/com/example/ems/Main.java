package com.example.ems;

import java.time.Duration;

/** Runs the EMS with the battery and the meter of a host: {@code <host> <battery port> <meter port>}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println("Usage: ems <host> <battery port> <meter port>");
            System.exit(2);
        }
        String host = arguments[0];
        try (ModbusDevice battery = new ModbusDevice(host, Integer.parseInt(arguments[1]), 1);
                ModbusDevice meter = new ModbusDevice(host, Integer.parseInt(arguments[2]), 1)) {
            PeakShaving strategy = new PeakShaving(40, 30, new SocWindow(20, 80));
            new Ems(new ModbusBattery(battery), new ModbusMeter(meter), strategy).run(Duration.ofSeconds(1));
        }
    }
}
