package io.dertwin.runtime.control;

import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.util.List;
import java.util.Set;

/** Points of a device that somebody asks for. */
record Points(List<String> names, int[] places) {

    /** Those under the key {@code points}, separated by commas; without it all of them. */
    static Points read(Settings parameters, Site site, PlantDevice device) {
        List<String> names = parameters
                .text("points")
                .map(text -> List.of(text.split(",")))
                .orElseGet(
                        () -> device.type().points().stream().map(Point::name).toList());
        if (Set.copyOf(names).size() < names.size()) {
            parameters.reject("points", "must name each point once");
        }
        return new Points(
                names,
                names.stream().mapToInt(name -> site.frameIndex(device, name)).toArray());
    }
}
