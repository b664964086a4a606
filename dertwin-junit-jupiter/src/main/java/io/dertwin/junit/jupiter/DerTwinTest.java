package io.dertwin.junit.jupiter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a site in this JVM, whose clock stands still until they advance it. Tests take what they need
 * as parameters: the {@code DerTwin}, or a device by {@link Device}.
 *
 * <pre>{@code
 * @DerTwinTest(site = "site.json")
 * class ChargingTest {
 *
 *     @Test
 *     void should_charge(DerTwin site, @Device("bess-1") SimulatedDevice bess) {
 *         bess.command("start_stop_standby", 1);
 *         bess.command("active_power_setpoint", -20);
 *         site.clock().advance(Duration.ofMinutes(20));
 *         assertThat(bess.telemetry("system_soc")).isGreaterThan(50);
 *     }
 * }
 * }</pre>
 *
 * <p>The annotation holds for nested classes and subclasses too, until one has its own, and it can be put on an annotation
 * of one's own. Tests may run in parallel. Constructors and methods that run before each test can take the same parameters.
 *
 * <p>When a test fails, or what runs before or after it, the latest Modbus requests and what the devices report are printed
 * and written to {@code target/dertwin}, with the telemetry of every device so far as CSV.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(DerTwinExtension.class)
public @interface DerTwinTest {

    /**
     * The site file: a path, or a resource on the class path.
     *
     * @return the path, from the working directory, or the name of the resource
     */
    String site();

    /**
     * How long a site lives.
     *
     * @return for a test, unless said otherwise
     */
    Lifetime lifetime() default Lifetime.PER_METHOD;

    /** How long a site lives. */
    enum Lifetime {
        /** Every test has a fresh one. */
        PER_METHOD,
        /** All tests of the class share one, as the last one left it; {@code DerTwin.reset()} takes it to the beginning. */
        PER_CLASS
    }
}
