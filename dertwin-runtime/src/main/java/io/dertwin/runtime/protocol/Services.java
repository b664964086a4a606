package io.dertwin.runtime.protocol;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.journal.Journal;

/**
 * What a site offers to its protocols.
 *
 * @param engine the devices and their published state
 * @param journal where every transaction is entered
 * @param faults what befalls the devices on purpose
 * @param ports where listeners really open
 */
public record Services(Engine engine, Journal journal, FaultRegistry faults, PortPolicy ports) {}
