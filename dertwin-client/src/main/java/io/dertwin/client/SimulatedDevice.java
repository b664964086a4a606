package io.dertwin.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One device of a site: what it measures, what it can be told, and where its Modbus interface is.
 *
 * <pre>{@code
 * SimulatedDevice bess = site.device("bess-1");
 * bess.set("system_soc", 95);
 * bess.command("active_power_setpoint", -20);
 * double soc = bess.telemetry("system_soc");
 * }</pre>
 */
public interface SimulatedDevice {

    /** The name of the device in the site file, or {@code <type>-<n>}. */
    String id();

    /** The device's type as the site file calls it, for example {@code bess}. */
    String type();

    /**
     * What the device reports for this point now.
     *
     * @throws DerTwinException if the device has no such point; the message names the nearest one
     */
    double telemetry(String point);

    /** All points the device reports, in its own order, all of the same instant. */
    Map<String, Double> telemetry();

    /**
     * Writes a command as the EMS would; it takes effect at the next step.
     *
     * @throws DerTwinException if the device refuses the value, as it would by Modbus exception 03
     */
    void command(String point, double value);

    /** Writes several commands as one: either all take effect at the next step or none does. */
    void command(Map<String, Double> values);

    /** Puts the device into a state at once, to arrange a test. */
    void set(String point, double value);

    /** Where the device's first Modbus binding can be reached. */
    ModbusEndpoint modbus();

    /**
     * The registers of the device's first Modbus binding as a client finds them now, all of one instant, in order of table
     * and address. Faults in values show; those that strike by chance, and those that depend on the request, do not.
     */
    List<DeviceRegister> registers();

    /**
     * What the device reported so far: a sample a simulated second, unless the site is told otherwise, and the latest
     * 32 MB of them.
     */
    TelemetrySeries history(HistoryQuery query);

    /** All that is kept of what the device reported. */
    default TelemetrySeries history() {
        return history(HistoryQuery.all());
    }

    /**
     * What the device will report if nothing more is done to the site. A copy of the site runs ahead; the site itself
     * stays where it is.
     *
     * @param horizon how far to look
     * @param step simulated time between two samples
     */
    default TelemetrySeries forecast(Duration horizon, Duration step) {
        return forecast(horizon, step, Map.of());
    }

    /** What the device will report if it is told this now. */
    TelemetrySeries forecast(Duration horizon, Duration step, Map<String, Double> commands);

    /**
     * Lets something go wrong from now on, or when the fault says so.
     *
     * @throws DerTwinException if the device cannot have such a fault; the message says why
     */
    ActiveFault inject(Fault fault);

    /**
     * Lets the device behave as users have seen devices in the field behave, from now on.
     *
     * <pre>{@code
     * site.device("bess-1").injectProfile("one-client");
     * }</pre>
     *
     * @param profile name of a fault profile
     * @return the faults that it is made of
     * @throws DerTwinException if there is no such profile, or the device cannot have it; the message says why
     */
    List<ActiveFault> injectProfile(String profile);
}
