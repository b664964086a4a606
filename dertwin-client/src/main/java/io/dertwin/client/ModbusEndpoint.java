package io.dertwin.client;

/**
 * Where a device's Modbus interface is reached over the network.
 *
 * <pre>{@code
 * ModbusEndpoint bess = site.device("bess-1").modbus();
 * ems.connect(bess.host(), bess.port(), bess.unitId());
 * }</pre>
 *
 * @param host host name or address
 * @param port TCP port; for a serial line the port of its RTU-over-TCP bridge
 * @param unitId the device's unit id
 */
public record ModbusEndpoint(String host, int port, int unitId) {}
