package io.dertwin.it.browser;

import io.dertwin.client.DerTwin;
import io.dertwin.client.Fault;
import java.time.Duration;

/** A day at the harbour: its energy management at work, and everything that can happen to it. */
final class HarbourDay {

    private static final Duration CYCLE = Duration.ofMinutes(1);

    private final DerTwin site;
    private final HarbourEms ems;

    HarbourDay(DerTwin site, HarbourEms ems) {
        this.site = site;
        this.ems = ems;
    }

    /** From midnight to this hour. */
    void until(int hours) throws Exception {
        ems.start();
        for (int minute = 0; minute < hours * 60; minute++) {
            happen(minute);
            ems.cycle(minute / 60.0);
            site.clock().advance(CYCLE);
        }
    }

    private void happen(int minute) throws Exception {
        switch (minute) {
            case 125 -> ems.readWrongAddress();
            case 150 -> ems.writeWrongMode();
            case 360, 1080 -> ems.engine(true);
            case 540, 1320 -> ems.engine(false);
            case 450 -> site.grid().frequencyStep(-0.45, Duration.ofMinutes(25));
            case 600 ->
                site.device("meter")
                        .inject(Fault.noise("total_active_power", 1.5).lasting(Duration.ofMinutes(40)));
            case 700 -> site.grid().voltageStep(-0.12, Duration.ofMinutes(20));
            case 780 -> site.grid().irradiance(180, Duration.ofMinutes(35));
            case 850 -> limitAgainAndAgain();
            case 930 -> site.device("bess-2").inject(Fault.writeIgnored().lasting(Duration.ofMinutes(30)));
            case 1010 -> ems.setpoint("bess-1", 180);
            case 1130 -> ems.readUnknownOfEngine();
            case 1150 -> site.device("bess-1").inject(Fault.derate(40).lasting(Duration.ofMinutes(45)));
            case 1200 -> site.device("chp").inject(Fault.trip(23));
            default -> {
                // nothing but the sun
            }
        }
    }

    private void limitAgainAndAgain() throws Exception {
        for (int i = 0; i < 25; i++) {
            ems.limitPv(70);
            site.clock().advance(Duration.ofSeconds(2));
        }
    }
}
