package io.dertwin.junit.jupiter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a {@link DerTwinTest} as the device of this name.
 *
 * <pre>{@code
 * @Test
 * void should_rest(@Device("bess-1") SimulatedDevice bess) {
 *     assertThat(bess.telemetry("active_power")).isZero();
 * }
 * }</pre>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Device {

    /**
     * The device's name on the site.
     *
     * @return its name in the site file, or {@code <type>-<n>}
     */
    String value();
}
