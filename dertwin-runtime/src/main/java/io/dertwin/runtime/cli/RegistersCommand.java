package io.dertwin.runtime.cli;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.RegisterMaps;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code registers}: the table from which an EMS developer writes a driver. */
@Command(
        name = "registers",
        description = "Prints the registers of a site's devices, or of one register map.",
        mixinStandardHelpOptions = true)
final class RegistersCommand implements Callable<Integer> {

    private static final List<String> HEADER = List.of(
            "device",
            "binding",
            "name",
            "table",
            "address",
            "count",
            "type",
            "scale",
            "unit",
            "access",
            "options",
            "description");

    @Parameters(paramLabel = "SITE|MAP", description = "A site file or a register map.")
    private Path file;

    @Option(names = "--format", description = "table, csv, markdown or json (${DEFAULT-VALUE}).")
    private TableFormat format = TableFormat.table;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(format.render(HEADER, isRegisterMap() ? ofMap() : ofSite()));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private boolean isRegisterMap() {
        return Documents.read(file) instanceof Node.Mapping mapping
                && mapping.entries().containsKey(new Node.Key("registers", 0));
    }

    private List<List<String>> ofMap() {
        RegisterMap map = RegisterMaps.read(file);
        return rows(map.deviceType(), "", map);
    }

    private List<List<String>> ofSite() {
        List<List<String>> rows = new ArrayList<>();
        for (SiteDefinition.Asset asset : SiteReader.read(file).assets()) {
            for (SiteDefinition.ProtocolBinding bound : asset.bindings()) {
                String description = bound.binding().description();
                bound.binding().registerMap().ifPresent(map -> rows.addAll(rows(asset.id(), description, map)));
            }
        }
        return rows;
    }

    private static List<List<String>> rows(String device, String binding, RegisterMap map) {
        return map.registers().stream()
                .sorted(Comparator.comparing(Register::table).thenComparing(Register::address))
                .map(register -> row(device, binding, register))
                .toList();
    }

    private static List<String> row(String device, String binding, Register register) {
        return List.of(
                device,
                binding,
                register.name(),
                register.table().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                String.valueOf(register.address()),
                String.valueOf(register.count()),
                type(register.encoding()),
                number(register.encoding().scale()),
                register.unit(),
                register.direction() == Direction.READ ? "read" : "write",
                options(register.options()),
                register.description());
    }

    private static String type(Encoding encoding) {
        String type = encoding.type().name().toLowerCase(Locale.ROOT);
        String words = encoding.wordOrder() == Encoding.Order.LITTLE ? ", low word first" : "";
        String bytes = encoding.byteOrder() == Encoding.Order.LITTLE ? ", low byte first" : "";
        return type + words + bytes;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String options(Map<Long, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }
}
