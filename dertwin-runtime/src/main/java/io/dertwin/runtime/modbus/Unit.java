package io.dertwin.runtime.modbus;

import io.dertwin.runtime.registers.RegisterBank;

/**
 * A device as one of the units that a port or line serves.
 *
 * @param unitId what addresses it there
 * @param deviceId the name the site gives the device
 * @param bank its registers
 * @param identification what it says of itself when it is asked
 */
public record Unit(int unitId, String deviceId, RegisterBank bank, DeviceIdentification identification) {}
