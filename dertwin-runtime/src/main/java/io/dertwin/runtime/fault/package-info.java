/**
 * What can go wrong on purpose. A {@link io.dertwin.runtime.fault.Fault} says what goes wrong, where and when; the
 * {@link io.dertwin.runtime.fault.FaultRegistry} holds those of a site; whoever answers a device's requests asks its
 * {@link io.dertwin.runtime.fault.FaultTarget} what befalls each.
 */
package io.dertwin.runtime.fault;
