package io.dertwin.runtime.report;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Recording;
import io.dertwin.runtime.report.Panel.Line;
import io.dertwin.runtime.report.Panel.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is worth seeing of a device. Of a type that is not known here, its first measurements and its named states. */
final class DevicePanel {

    private static final int LINES_OF_UNKNOWN_TYPE = 4;

    /** By type: its points and commands, the first one its power; those of a third unit would find no axis. */
    private static final Map<String, List<Choice>> CHOICES = Map.of(
            "bess",
            List.of(
                    Choice.point("active_power", "power", "battery"),
                    Choice.command("active_power_setpoint", "setpoint", "setpoint"),
                    Choice.point("system_soc", "SOC", "soc")),
            "inverter",
            List.of(
                    Choice.point("total_active_power", "power", "pv"),
                    Choice.point("total_input_power", "offered by the modules", "other"),
                    Choice.command("active_power_rate", "limit", "setpoint")),
            "chp",
            List.of(
                    Choice.point("actual_power_kw", "power", "chp"),
                    Choice.point("actual_power_percent", "power in percent", "soc"),
                    Choice.command("power_setpoint_percent", "setpoint", "setpoint")),
            "energy_meter",
            List.of(
                    Choice.point("total_active_power", "power", "meter"),
                    Choice.point("current_demand_kw", "demand", "setpoint")));

    private final PlantDevice device;
    private final Recording recording;

    DevicePanel(PlantDevice device, Recording recording) {
        this.device = device;
        this.recording = recording;
    }

    /** A point or a command to show. */
    private record Choice(String name, String label, String role, boolean command) {

        static Choice point(String name, String label, String role) {
            return new Choice(name, label, role, false);
        }

        static Choice command(String name, String label, String role) {
            return new Choice(name, label, role, true);
        }
    }

    /** The power of a device that gives or takes some. */
    static Optional<Line> balanceLine(PlantDevice device) {
        if (device.type().name().equals("energy_meter")) {
            return Optional.empty();
        }
        return choices(device).stream()
                .findFirst()
                .flatMap(choice -> pointLine(device, choice))
                .filter(line -> line.unit().equals("kW"))
                .map(line -> new Line(line.key(), device.id(), line.unit(), line.role(), false, line.place()));
    }

    /** Nothing of a device that reports nothing but numbers nobody knows. */
    Optional<Panel> panel() {
        List<Line> lines = new ArrayList<>();
        for (Choice choice : choices(device)) {
            (choice.command() ? commandLine(choice) : pointLine(device, choice)).ifPresent(lines::add);
        }
        List<Strip> strips = strips();
        if (lines.isEmpty() && strips.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Panel(
                device.id(),
                device.id(),
                device.type().name().equals(device.id())
                        ? ""
                        : device.type().name().replace('_', ' '),
                Optional.of(device.id()),
                List.of(),
                lines,
                strips));
    }

    private static List<Choice> choices(PlantDevice device) {
        return CHOICES.getOrDefault(device.type().name(), measurements(device));
    }

    private static List<Choice> measurements(PlantDevice device) {
        List<Point> measurements = device.type().points().stream()
                .filter(point -> point.kind() == Point.Kind.MEASUREMENT)
                .toList();
        List<String> units =
                measurements.stream().map(Point::unit).distinct().limit(2).toList();
        return measurements.stream()
                .filter(point -> units.contains(point.unit()))
                .limit(LINES_OF_UNKNOWN_TYPE)
                .map(point -> Choice.point(point.name(), point.name().replace('_', ' '), "other"))
                .toList();
    }

    private static Optional<Line> pointLine(PlantDevice device, Choice choice) {
        List<Point> points = device.type().points();
        return IntStream.range(0, points.size())
                .filter(i -> points.get(i).name().equals(choice.name()))
                .mapToObj(i -> new Line(
                        device.id() + "." + choice.name(),
                        choice.label(),
                        points.get(i).unit(),
                        choice.role(),
                        false,
                        device.frameOffset() + i))
                .findFirst();
    }

    private Optional<Line> commandLine(Choice choice) {
        List<CommandPoint> commands = device.type().commands();
        return IntStream.range(0, commands.size())
                .filter(i -> commands.get(i).name().equals(choice.name()))
                .mapToObj(i -> new Line(
                        device.id() + ".commands." + choice.name(),
                        choice.label(),
                        commands.get(i).unit(),
                        choice.role(),
                        true,
                        recording.commandPlace(device) + i))
                .findFirst();
    }

    private List<Strip> strips() {
        List<Point> points = device.type().points();
        return IntStream.range(0, points.size())
                .filter(i -> !points.get(i).names().isEmpty())
                .mapToObj(i -> new Strip(
                        device.id() + "." + points.get(i).name(),
                        points.get(i).name().replace('_', ' '),
                        points.get(i).names(),
                        device.frameOffset() + i))
                .toList();
    }
}
