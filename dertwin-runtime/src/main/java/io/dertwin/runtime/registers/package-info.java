/** Register maps, and the registers of a device as a Modbus master sees them. */
package io.dertwin.runtime.registers;
