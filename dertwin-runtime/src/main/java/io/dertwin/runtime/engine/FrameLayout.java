package io.dertwin.runtime.engine;

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

    private final int size;

    FrameLayout(int size) {
        this.size = size;
    }

    /** How many values a frame holds. */
    public int size() {
        return size;
    }
}
