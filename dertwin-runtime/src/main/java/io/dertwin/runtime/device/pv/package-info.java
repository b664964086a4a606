/** Photovoltaics: the array that turns sun into direct current, and the inverter that feeds it to the grid. */
package io.dertwin.runtime.device.pv;
