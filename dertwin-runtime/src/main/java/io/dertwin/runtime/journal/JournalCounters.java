package io.dertwin.runtime.journal;

/**
 * How much there was since the site started, also of what the journal no longer holds.
 *
 * @param requests transactions of any kind
 * @param reads those that read registers
 * @param writes those that wrote registers or were to
 * @param unmapped those that began or ended at an address which the register map does not have
 * @param exceptions those answered with a Modbus exception
 * @param dropped frames that were no requests
 */
public record JournalCounters(long requests, long reads, long writes, long unmapped, long exceptions, long dropped) {}
