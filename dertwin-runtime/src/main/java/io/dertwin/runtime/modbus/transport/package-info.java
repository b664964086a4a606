/** What moves Modbus bytes: TCP listeners, serial lines and pseudo-terminals. Knows frames, but no registers. */
package io.dertwin.runtime.modbus.transport;
