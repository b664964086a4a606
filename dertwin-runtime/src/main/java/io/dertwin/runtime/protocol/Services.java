package io.dertwin.runtime.protocol;

import io.dertwin.runtime.engine.Engine;

/**
 * What a site offers to its protocols.
 *
 * @param engine the devices and their published state
 * @param ports where listeners really open
 */
public record Services(Engine engine, PortPolicy ports) {}
