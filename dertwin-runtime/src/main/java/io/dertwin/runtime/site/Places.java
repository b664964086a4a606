package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.settings.Nearest;
import java.util.ArrayList;
import java.util.List;

/** Where the values that a condition can name stand in a frame. */
final class Places {

    private final Site site;

    Places(Site site) {
        this.site = site;
    }

    /**
     * The place of {@code time}, {@code grid.frequency}, {@code bess-1.system_soc} and the like.
     *
     * @throws UnknownNameException naming the nearest name
     */
    int of(String name) {
        Integer place = FrameLayout.siteValues().get(name);
        if (place != null) {
            return place;
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            throw new UnknownNameException("there is no value '" + name + "'" + Nearest.hint(name, names()));
        }
        return site.frameIndex(site.device(name.substring(0, dot)), name.substring(dot + 1));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(FrameLayout.siteValues().keySet());
        site.devices()
                .forEach(
                        device -> device.type().points().forEach(point -> names.add(device.id() + "." + point.name())));
        return names;
    }
}
