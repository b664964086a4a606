package io.dertwin.runtime.modbus;

import io.dertwin.runtime.modbus.ModbusBinding.RtuOverTcp;
import io.dertwin.runtime.modbus.ModbusBinding.Tcp;
import io.dertwin.runtime.modbus.transport.ModbusServer;
import io.dertwin.runtime.modbus.transport.TcpListener;
import io.dertwin.runtime.protocol.Attachment;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.OpenProtocol;
import io.dertwin.runtime.protocol.Services;
import io.dertwin.runtime.registers.DeviceRegisters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private OpenModbus(Services services) {
        this.services = services;
    }

    static OpenModbus open(List<Attachment> attachments, Services services) throws IOException {
        OpenModbus modbus = new OpenModbus(services);
        try {
            for (List<Attachment> together : byListener(attachments)) {
                modbus.listen(together);
            }
        } catch (IOException | RuntimeException e) {
            modbus.close();
            throw e;
        }
        return modbus;
    }

    /** Those that share a port or line; any free port is never shared. */
    private static List<List<Attachment>> byListener(List<Attachment> attachments) {
        Map<Object, List<Attachment>> groups = new LinkedHashMap<>();
        for (Attachment attachment : attachments) {
            ModbusBinding.Listener listener = binding(attachment).listener();
            boolean anyPort = listener instanceof Tcp tcp && tcp.port() == 0
                    || listener instanceof RtuOverTcp rtu && rtu.port() == 0;
            groups.computeIfAbsent(anyPort ? attachment : listener, key -> new ArrayList<>())
                    .add(attachment);
        }
        return List.copyOf(groups.values());
    }

    private void listen(List<Attachment> together) throws IOException {
        ModbusBinding.Listener listener = binding(together.get(0)).listener();
        if (listener instanceof Tcp tcp) {
            InetSocketAddress address =
                    new InetSocketAddress(tcp.ip(), services.ports().tcp(tcp.port()));
            TcpListener open = server.tcp(address, responder(Addressing.TCP, together));
            opened(together, "TCP", open.address());
        } else {
            throw new IOException(listener.kind() + " is not there yet");
        }
    }

    private void opened(List<Attachment> together, String name, InetSocketAddress address) {
        for (Attachment attachment : together) {
            ModbusBinding binding = binding(attachment);
            LOG.info(
                    "Starting Modbus {} server | {}:{} | unit={}",
                    name,
                    address.getAddress().getHostAddress(),
                    address.getPort(),
                    binding.unitId());
            add(
                    attachment,
                    new Endpoint(
                            binding.listener().kind(),
                            Endpoint.connectable(address.getAddress()),
                            address.getPort(),
                            binding.unitId(),
                            Optional.empty(),
                            OptionalInt.empty()));
        }
    }

    private UnitResponder responder(Addressing addressing, List<Attachment> together) {
        return new UnitResponder(addressing, together.stream().map(this::unit).toList(), services.journal());
    }

    private Unit unit(Attachment attachment) {
        ModbusBinding binding = binding(attachment);
        String id = attachment.device().id();
        return new Unit(
                binding.unitId(),
                id,
                new DeviceRegisters(
                        binding.registers(),
                        attachment.device(),
                        services.engine().frames(),
                        binding.rejectUnmapped()),
                new DeviceIdentification("DER Twin", attachment.device().type().name(), "1", id));
    }

    private void add(Attachment attachment, Endpoint endpoint) {
        endpoints
                .computeIfAbsent(attachment.device().id(), id -> new ArrayList<>())
                .add(endpoint);
    }

    private static ModbusBinding binding(Attachment attachment) {
        return (ModbusBinding) attachment.binding();
    }

    @Override
    public List<Endpoint> endpoints(String deviceId) {
        return endpoints.getOrDefault(deviceId, List.of());
    }

    @Override
    public void close() {
        server.close();
    }
}
