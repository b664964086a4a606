package io.dertwin.runtime.report;

import java.util.Locale;

/** Simulated time as people read it. */
final class Times {

    private static final long SECONDS_A_DAY = 86_400;

    private Times() {}

    /** The time of day; from the second day on with the number of the day, the first being 0. */
    static String clock(double seconds) {
        long tenths = Math.round(seconds * 10);
        long whole = Math.floorDiv(tenths, 10);
        long day = Math.floorDiv(whole, SECONDS_A_DAY);
        long rest = Math.floorMod(whole, SECONDS_A_DAY);
        String time = String.format(Locale.ROOT, "%02d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60)
                + (tenths % 10 == 0 ? "" : "." + Math.floorMod(tenths, 10));
        return day == 0 ? time : "day " + day + " " + time;
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole >= 3600) {
            return whole / 3600 + " h " + whole / 60 % 60 + " min";
        }
        return whole >= 60 ? whole / 60 + " min " + whole % 60 + " s" : Descriptions.plain(seconds) + " s";
    }
}
