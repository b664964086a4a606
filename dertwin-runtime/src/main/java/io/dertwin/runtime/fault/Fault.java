package io.dertwin.runtime.fault;

/**
 * Something that goes wrong on purpose.
 *
 * @param id what it is known by on its site
 * @param device name of the device that it befalls
 * @param kind what goes wrong
 * @param scope which requests it can befall
 * @param timing when and how often
 */
public record Fault(String id, String device, FaultKind kind, FaultScope scope, FaultTiming timing) {}
