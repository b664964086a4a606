package io.dertwin.runtime.fault;

import java.util.List;

/**
 * Faults that together make a device behave as some in the field do.
 *
 * @param name what it is known by
 * @param description what the device does then
 * @param source where users have reported it
 * @param faults its faults, of no device yet
 */
public record FaultProfile(String name, String description, String source, List<Fault> faults) {

    public FaultProfile {
        faults = List.copyOf(faults);
    }

    /** The faults for a device; their ids begin with the device's and the profile's names. */
    public List<Fault> on(String device) {
        return faults.stream()
                .map(fault -> new Fault(
                        device + "-" + name + "-" + (faults.indexOf(fault) + 1),
                        device,
                        fault.kind(),
                        fault.scope(),
                        fault.timing()))
                .toList();
    }
}
