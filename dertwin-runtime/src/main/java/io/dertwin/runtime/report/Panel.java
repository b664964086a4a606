package io.dertwin.runtime.report;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plot: lines over time of at most two units, and states as strips below.
 *
 * @param device whose it is; empty if it is the site's
 * @param happenings the kinds of happenings that it shows, beside those of its device
 */
record Panel(
        String id,
        String title,
        String note,
        Optional<String> device,
        List<String> happenings,
        List<Line> lines,
        List<Strip> strips) {

    private static final String POWER = "kW";

    /**
     * A value over time.
     *
     * @param key what it is called in the data
     * @param role which decides what it looks like
     * @param step whether it jumps from one value to the next
     * @param place where the recording has it
     */
    record Line(String key, String label, String unit, String role, boolean step, int place) {}

    /** A state over time; its codes are named from 0 on. */
    record Strip(String key, String label, List<String> names, int place) {}

    /** What is to be seen of a site. */
    static List<Panel> of(List<PlantDevice> devices, Recording recording) {
        List<Panel> panels = new ArrayList<>();
        panels.add(balance(devices));
        devices.stream()
                .map(device -> new DevicePanel(device, recording))
                .flatMap(device -> device.panel().stream())
                .forEach(panels::add);
        panels.add(grid());
        return panels;
    }

    private static Panel balance(List<PlantDevice> devices) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("site.power", "grid", POWER, "grid", false, FrameLayout.GRID_POWER));
        lines.add(new Line("site.load", "load", POWER, "load", false, FrameLayout.LOAD_POWER));
        devices.stream().map(DevicePanel::balanceLine).flatMap(Optional::stream).forEach(lines::add);
        return new Panel(
                "power",
                "Power balance",
                "grid: import is positive; devices: positive is into the site; load: positive is consumed",
                Optional.empty(),
                List.of(),
                lines,
                List.of());
    }

    private static Panel grid() {
        return new Panel(
                "grid",
                "Grid",
                "line-to-line voltage",
                Optional.empty(),
                List.of("frequency", "voltage"),
                List.of(
                        new Line("grid.frequency", "frequency", "Hz", "frequency", false, FrameLayout.GRID_FREQUENCY),
                        new Line("grid.voltage", "voltage", "V", "voltage", false, FrameLayout.GRID_VOLTAGE)),
                List.of());
    }
}
