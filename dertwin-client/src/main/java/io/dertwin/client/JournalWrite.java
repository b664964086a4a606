package io.dertwin.client;

/**
 * A register that the EMS wrote, or tried to.
 *
 * <pre>{@code
 * JournalWrite setpoint = site.journal().await(RegisterWrite.written("active_power_setpoint"), Duration.ofSeconds(5));
 * assertThat(setpoint.value()).isEqualTo(-20.0);
 * }</pre>
 *
 * @param entry the request that it came with
 * @param registerValue the register and its value
 */
public record JournalWrite(JournalEntry entry, RegisterValue registerValue) {

    /** The device that it was written to. */
    public String device() {
        return entry.device();
    }

    /** Its name in the register map. */
    public String register() {
        return registerValue.register();
    }

    /** The number that was written, in physical units. */
    public double value() {
        return registerValue.value();
    }

    /** Simulated seconds when the request was received. */
    public double time() {
        return entry.time();
    }

    /** Whether the device took it; otherwise it was refused with a Modbus exception. */
    public boolean isAccepted() {
        return entry.outcome() != JournalEntry.Outcome.EXCEPTION;
    }
}
