package io.dertwin.client;

import java.time.Duration;

/**
 * What happens to a site from outside: grid frequency and voltage, and the weather. Events begin now and add up.
 *
 * <pre>{@code
 * site.grid().frequencyStep(-0.5, Duration.ofSeconds(30));
 * site.clock().advance(Duration.ofSeconds(10));
 * assertThat(site.grid().frequencyHz()).isCloseTo(49.5, within(0.01));
 * }</pre>
 */
public interface Grid {

    /** Grid frequency of the last step. */
    double frequencyHz();

    /** Line-to-line voltage of the last step. */
    double voltageV();

    /** Power drawn from the grid in the last step; negative while the site exports. */
    double powerKw();

    /** Frequency is off by the full delta for the duration. */
    void frequencyStep(double deltaHz, Duration duration);

    /** Frequency drifts off linearly, reaching the full delta at the end of the duration. */
    void frequencyRamp(double deltaHz, Duration duration);

    /** Voltage is off by a fraction of its nominal value for the duration: −0.3 is a sag of 30 %. */
    void voltageStep(double delta, Duration duration);

    /** Voltage drifts off linearly, reaching the full relative delta at the end of the duration. */
    void voltageRamp(double delta, Duration duration);

    /** The sun shines with this many W/m² for the duration, whatever the site file says. */
    void irradiance(double wattsPerSquareMetre, Duration duration);

    /** The air has this temperature for the duration, whatever the site file says. */
    void ambientTemperature(double celsius, Duration duration);

    /** Ends all events, past and to come. */
    void clearEvents();
}
