package io.dertwin.runtime.protocol;

import io.dertwin.runtime.engine.PlantDevice;

/** A device and one of its bindings. */
public record Attachment(PlantDevice device, Binding binding) {}
