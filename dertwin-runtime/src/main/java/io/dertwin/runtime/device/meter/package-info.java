/** The energy meter at the grid connection. */
package io.dertwin.runtime.device.meter;
