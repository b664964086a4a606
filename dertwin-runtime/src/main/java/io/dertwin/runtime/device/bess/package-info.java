/** Battery energy storage: cells, their temperature, and the inverter that limits and ramps. */
package io.dertwin.runtime.device.bess;
