package io.dertwin.runtime.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the values of a site stand in a frame: those of the site first, then each device's points. */
public final class FrameLayout {

    public static final int TICKS = 0;
    public static final int TIME = 1;
    public static final int GRID_FREQUENCY = 2;
    public static final int GRID_VOLTAGE = 3;
    public static final int GRID_POWER = 4;
    public static final int LOAD_POWER = 5;
    public static final int IRRADIANCE = 6;
    /** NaN on a site without a model of the air. */
    public static final int AMBIENT_TEMPERATURE = 7;

    static final int SITE_VALUES = 8;

    private static final Map<String, Integer> NAMES = names();

    private final int size;

    FrameLayout(int size) {
        this.size = size;
    }

    /** How many values a frame holds. */
    public int size() {
        return size;
    }

    /** What the values of the site are called outside, and where they stand, in order. */
    public static Map<String, Integer> siteValues() {
        return NAMES;
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new LinkedHashMap<>();
        names.put("time", TIME);
        names.put("grid.frequency", GRID_FREQUENCY);
        names.put("grid.voltage", GRID_VOLTAGE);
        names.put("site.power", GRID_POWER);
        names.put("site.load", LOAD_POWER);
        names.put("weather.irradiance", IRRADIANCE);
        names.put("weather.ambient_temperature", AMBIENT_TEMPERATURE);
        return Collections.unmodifiableMap(names);
    }
}
