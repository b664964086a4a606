/** Modbus as hardware speaks it: listeners and lines, frames, requests and their answers. */
package io.dertwin.runtime.modbus;
