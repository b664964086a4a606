package io.dertwin.runtime.device;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A kind of device: its name in site files, what it reports, what it can be told, and how one is made. A new type is one
 * package with one of these and a line in {@link DeviceTypes}.
 */
public interface DeviceType {

    /** The {@code type} of a site file. */
    String name();

    /** What a device of this type reports; a point is known by its index in this list. */
    List<Point> points();

    /** What a device of this type can be told; a command is known by its index in this list. */
    List<CommandPoint> commands();

    /** Makes a device as the settings describe it, reporting what is wrong with them. */
    Device create(String id, Settings settings, RandomStreams streams);

    /**
     * What forbids these values together although each is acceptable alone; empty if nothing does.
     *
     * @param values a value for every command, in the order of {@link #commands()}
     */
    default Optional<String> conflict(double[] values) {
        return Optional.empty();
    }
}
