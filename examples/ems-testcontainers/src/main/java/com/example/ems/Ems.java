package com.example.ems;

import java.io.IOException;
import java.time.Duration;

/** The energy management system: looks at the site, decides, and tells the battery; again and again. */
final class Ems {

    private final Battery battery;
    private final Meter meter;
    private final PeakShaving strategy;

    Ems(Battery battery, Meter meter, PeakShaving strategy) {
        this.battery = battery;
        this.meter = meter;
        this.strategy = strategy;
    }

    /** One turn of the control loop. */
    void poll() throws IOException {
        if (!battery.isRunning()) {
            battery.start();
        }
        battery.setPowerKw(setpointKw());
    }

    /** Without its meter the EMS does not know the site, and the battery rests. */
    private double setpointKw() throws IOException {
        double gridKw;
        try {
            gridKw = meter.gridPowerKw();
        } catch (IOException e) {
            System.err.println("The meter does not answer, the battery rests: " + e.getMessage());
            return 0;
        }
        return strategy.setpointKw(new Measurement(gridKw, battery.powerKw(), battery.stateOfChargePercent()));
    }

    /** The control loop; a turn that fails is reported, and the next one tries again. */
    void run(Duration interval) throws InterruptedException {
        while (true) {
            try {
                poll();
            } catch (IOException e) {
                System.err.println("Poll failed: " + e.getMessage());
            }
            Thread.sleep(interval.toMillis());
        }
    }
}
