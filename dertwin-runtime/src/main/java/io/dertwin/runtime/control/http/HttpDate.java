package io.dertwin.runtime.control.http;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as HTTP writes them; by hand, for the JDK's formatter would take a noticeable part of a start. */
final class HttpDate {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HttpDate() {}

    /** Such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    static String of(long epochSecond) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        return name(DAYS, moment.getDayOfWeek().getValue()) + ", " + twoDigits(moment.getDayOfMonth()) + " "
                + name(MONTHS, moment.getMonthValue()) + " " + moment.getYear() + " " + twoDigits(moment.getHour())
                + ":" + twoDigits(moment.getMinute()) + ":" + twoDigits(moment.getSecond()) + " GMT";
    }

    private static String name(String names, int number) {
        return names.substring(3 * (number - 1), 3 * number);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
