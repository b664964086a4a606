package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.ModbusBinding.RtuOverTcp;
import io.dertwin.runtime.modbus.ModbusBinding.Serial;
import io.dertwin.runtime.modbus.ModbusBinding.Tcp;
import io.dertwin.runtime.modbus.transport.EndpointUnavailableException;
import io.dertwin.runtime.modbus.transport.ModbusServer;
import io.dertwin.runtime.modbus.transport.RtuLine;
import io.dertwin.runtime.modbus.transport.TcpListener;
import io.dertwin.runtime.protocol.Attachment;
import io.dertwin.runtime.protocol.BoundRegisters;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.OpenProtocol;
import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.protocol.Services;
import io.dertwin.runtime.registers.DeviceRegisters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open Modbus listeners of a site. */
final class OpenModbus implements OpenProtocol {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");

    private final ModbusServer server = ModbusServer.start();
    private final Services services;
    private final Map<String, List<Endpoint>> endpoints = new HashMap<>();
    private final Map<String, List<BoundRegisters>> registers = new HashMap<>();
    private final List<String> includedParts = new ArrayList<>();
    private final List<UnitResponder> responders = new ArrayList<>();
    private final Listeners listeners;

    private OpenModbus(Services services) {
        this.services = services;
        this.listeners = new Listeners(services.ports());
    }

    static OpenModbus open(List<Attachment> attachments, Services services) throws IOException {
        OpenModbus modbus = new OpenModbus(services);
        try {
            for (List<Attachment> together : Listeners.groups(attachments, OpenModbus::binding)) {
                modbus.listen(together);
            }
            return modbus;
        } catch (EndpointUnavailableException e) {
            modbus.close();
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            modbus.close();
            throw e;
        }
    }

    private void listen(List<Attachment> together) {
        List<ModbusBinding> bindings =
                together.stream().map(OpenModbus::binding).toList();
        int port = listeners.nextTcpPort(bindings);
        ModbusBinding.Listener listener = bindings.get(0).listener();
        if (listener instanceof Tcp tcp) {
            UnitResponder responder = responder(Addressing.TCP, together);
            TcpListener open = server.tcp(address(tcp.ip(), port), responder);
            responder.reachedOver(open.name());
            responder.onLoss(open.name(), open::hangUp);
            opened(together, "TCP", tcp.ip(), open, responder);
        } else if (listener instanceof RtuOverTcp rtu) {
            UnitResponder responder = responder(Addressing.SERIAL, together);
            TcpListener open = server.rtuOverTcp(address(rtu.ip(), port), responder);
            responder.reachedOver(open.name());
            responder.onLoss(open.name(), open::hangUp);
            opened(together, "RTU over TCP", rtu.ip(), open, responder);
        } else if (listener instanceof Serial serial) {
            UnitResponder responder = responder(Addressing.SERIAL, together);
            RtuLine line = server.rtuLine(
                    Path.of(services.ports().serial(serial.path())),
                    serial.settings(),
                    address(serial.bridgeIp(), port),
                    responder);
            responder.reachedOver(line.name());
            responder.reachedOver(line.bridge().name());
            responder.onLoss(line.bridge().name(), line.bridge()::hangUp);
            opened(together, serial, line, responder);
        }
    }

    private InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(services.ports().address(ip), port);
    }

    private void opened(
            List<Attachment> together, String name, String ip, TcpListener listener, UnitResponder responder) {
        InetSocketAddress address = listener.address();
        for (Attachment attachment : together) {
            int unitId = binding(attachment).unitId();
            LOG.info(
                    "Starting Modbus {} server | {}:{} | unit={}",
                    name,
                    services.ports().address(ip),
                    address.getPort(),
                    unitId);
            add(attachment, address, Optional.empty(), OptionalInt.empty(), listener.name(), responder);
        }
    }

    private void opened(List<Attachment> together, Serial serial, RtuLine line, UnitResponder responder) {
        InetSocketAddress bridge = line.bridge().address();
        for (Attachment attachment : together) {
            LOG.info(
                    "Starting Modbus RTU server | port={} | baudrate={} | unit={} | bridged to {}:{}",
                    line.path(),
                    serial.settings().baudRate(),
                    binding(attachment).unitId(),
                    services.ports().address(serial.bridgeIp()),
                    bridge.getPort());
            add(
                    attachment,
                    bridge,
                    Optional.of(line.path().toString()),
                    OptionalInt.of(bridge.getPort()),
                    line.name(),
                    responder);
        }
    }

    private void add(
            Attachment attachment,
            InetSocketAddress address,
            Optional<String> serialPort,
            OptionalInt bridgePort,
            String name,
            UnitResponder responder) {
        ModbusBinding binding = binding(attachment);
        String id = attachment.device().id();
        Endpoint endpoint = new Endpoint(
                binding.listener().kind(),
                Endpoint.connectable(address.getAddress()),
                address.getPort(),
                binding.unitId(),
                serialPort,
                bridgePort);
        endpoints.computeIfAbsent(id, device -> new ArrayList<>()).add(endpoint);
        registers
                .computeIfAbsent(id, device -> new ArrayList<>())
                .add(new UnitRegisters(endpoint, name, responder.unit(binding.unitId())));
    }

    private UnitResponder responder(Addressing addressing, List<Attachment> together) {
        UnitResponder responder = new UnitResponder(
                addressing, together.stream().map(this::unit).toList(), services.journal(), services.faults());
        responders.add(responder);
        return responder;
    }

    private Unit unit(Attachment attachment) {
        ModbusBinding binding = binding(attachment);
        String id = attachment.device().id();
        DeviceRegisters registers = new DeviceRegisters(
                binding.registers(), attachment.device(), services.engine().frames(), binding.rejectUnmapped());
        include(id, registers);
        return new Unit(
                binding.unitId(),
                id,
                registers,
                new DeviceIdentification("DER Twin", attachment.device().type().name(), RuntimeVersion.text(), id));
    }

    /** What a client has stored outside the device is part of the site's state, binding by binding. */
    private void include(String deviceId, DeviceRegisters registers) {
        String name = deviceId + "/registers/" + includedParts.size();
        includedParts.add(name);
        services.engine().include(name, registers::exchange);
    }

    private static ModbusBinding binding(Attachment attachment) {
        return (ModbusBinding) attachment.binding();
    }

    @Override
    public List<Endpoint> endpoints(String deviceId) {
        return endpoints.getOrDefault(deviceId, List.of());
    }

    @Override
    public List<BoundRegisters> registers(String deviceId) {
        return registers.getOrDefault(deviceId, List.of());
    }

    @Override
    public void close() {
        server.close();
        responders.forEach(UnitResponder::close);
        includedParts.forEach(services.engine()::exclude);
    }
}
