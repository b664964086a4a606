package io.dertwin.runtime.engine;

import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;

/** A device in its place on the site: where its values stand in a frame, and where its commands go. */
public final class PlantDevice {

    private final String id;
    private final Device device;
    private final int frameOffset;
    private final CommandPort commands;

    PlantDevice(String id, Device device, int frameOffset, CommandPort commands) {
        this.id = id;
        this.device = device;
        this.frameOffset = frameOffset;
        this.commands = commands;
    }

    public String id() {
        return id;
    }

    public DeviceType type() {
        return device.type();
    }

    /** Index of the device's first point in a frame; the others follow in the order of the type's points. */
    public int frameOffset() {
        return frameOffset;
    }

    public CommandPort commands() {
        return commands;
    }

    /** For the tick and for tasks on the engine only. */
    Device device() {
        return device;
    }
}
