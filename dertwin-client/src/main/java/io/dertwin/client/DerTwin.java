package io.dertwin.client;

import java.util.List;

/**
 * A running site of simulated energy hardware whose clock belongs to the caller.
 *
 * <pre>{@code
 * site.device("bess-1").command("start_stop_standby", 1);
 * site.device("bess-1").command("active_power_setpoint", -20);
 * site.clock().advance(Duration.ofMinutes(20));
 * assertThat(site.device("bess-1").telemetry("system_soc")).isGreaterThan(80);
 * }</pre>
 */
public interface DerTwin extends AutoCloseable {

    /** The name the site file gives the site. */
    String siteName();

    /** The site's clock: time moves when the test says so. */
    SiteClock clock();

    /**
     * The device of this name, for example {@code bess-1}.
     *
     * @throws DerTwinException if the site has no such device; the message names the nearest one
     */
    SimulatedDevice device(String id);

    /** All devices, in the order of the site file. */
    List<SimulatedDevice> devices();

    /** The grid connection and the weather: what happens to the site from outside. */
    Grid grid();

    /** What the EMS said to the devices. */
    SiteJournal journal();

    /**
     * Checks that the EMS wrote what was expected of it, as often as expected.
     *
     * <pre>{@code
     * site.verify(written("active_power_setpoint").on("bess-1").withValue(lessThan(0)).atLeast(1));
     * }</pre>
     *
     * @throws VerificationError if it did not; the message says what it wrote instead, nearest first
     */
    default void verify(RegisterWrite expected) {
        new Verification(journal()).verify(expected);
    }

    /**
     * Checks that the EMS made these writes one after the other; others may lie between them.
     *
     * @throws VerificationError if it did not; the message says which one is missing
     */
    default void verifyInOrder(RegisterWrite... expected) {
        new Verification(journal()).verifyInOrder(List.of(expected));
    }

    /**
     * A page that shows what happened so far: one file of HTML that needs nothing else, for people to look at.
     *
     * <pre>{@code
     * Files.writeString(Path.of("target", "report.html"), site.report());
     * }</pre>
     */
    String report();

    /** The faults that were injected, also those whose time is up. */
    List<ActiveFault> faults();

    /** Ends all faults. */
    void clearFaults();

    /** The whole state of the site, from which {@link #restore(Snapshot)} continues bit by bit the same. */
    Snapshot snapshot();

    /** Puts the site back into the state of a snapshot of this or an equally configured site. */
    void restore(Snapshot snapshot);

    /**
     * Goes back to the beginning, as between two tests: devices, time, weather and events as when the site was started,
     * no faults, nothing in the journal and in the history. Whether the clock follows wall time stays as it is.
     */
    void reset();

    /** Releases the site; a site that this object started is stopped. */
    @Override
    void close();
}
