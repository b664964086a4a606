package io.dertwin.runtime.modbus;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.protocol.Attachment;
import io.dertwin.runtime.protocol.Binding;
import io.dertwin.runtime.protocol.OpenProtocol;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.protocol.Services;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Modbus, in all the ways that a site file can ask for. One instance reads one site: it keeps the register maps it has read. */
public final class ModbusProtocol implements Protocol {

    private final RegisterMapLocator maps = new RegisterMapLocator();

    @Override
    public List<String> kinds() {
        return List.of("modbus_tcp", "modbus_rtu", "modbus_rtu_over_tcp");
    }

    @Override
    public Optional<Binding> read(String kind, Settings settings, DeviceType type, SiteFolder folder) {
        Optional<RegisterMapLocator.Located> located = maps.locate(settings, type, folder);
        ModbusBinding.Listener listener = BindingReader.listener(kind, settings);
        int unitId = BindingReader.unitId(settings, listener);
        boolean reject = BindingReader.rejectsUnmapped(settings);
        return located.map(map -> new ModbusBinding(listener, unitId, map.registers(), map.file(), reject));
    }

    @Override
    public List<TcpPort> tcpPorts(List<Binding> bindings, PortPolicy ports) {
        List<ModbusBinding> all =
                bindings.stream().map(ModbusBinding.class::cast).toList();
        Listeners listeners = new Listeners(ports);
        return Listeners.groups(all, Function.identity()).stream()
                .map(together -> new TcpPort(listeners.nextTcpPort(together), List.copyOf(together)))
                .toList();
    }

    @Override
    public OpenProtocol open(List<Attachment> attachments, Services services) throws IOException {
        return OpenModbus.open(attachments, services);
    }
}
