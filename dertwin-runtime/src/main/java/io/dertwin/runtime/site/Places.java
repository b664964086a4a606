package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.settings.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the values that a condition can name stand in a frame. */
final class Places {

    private static final Map<String, Integer> OF_THE_SITE = ofTheSite();

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
        Integer place = OF_THE_SITE.get(name);
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
        List<String> names = new ArrayList<>(OF_THE_SITE.keySet());
        site.devices()
                .forEach(
                        device -> device.type().points().forEach(point -> names.add(device.id() + "." + point.name())));
        return names;
    }

    private static Map<String, Integer> ofTheSite() {
        Map<String, Integer> places = new LinkedHashMap<>();
        places.put("time", FrameLayout.TIME);
        places.put("grid.frequency", FrameLayout.GRID_FREQUENCY);
        places.put("grid.voltage", FrameLayout.GRID_VOLTAGE);
        places.put("site.power", FrameLayout.GRID_POWER);
        places.put("site.load", FrameLayout.LOAD_POWER);
        places.put("weather.irradiance", FrameLayout.IRRADIANCE);
        places.put("weather.ambient_temperature", FrameLayout.AMBIENT_TEMPERATURE);
        return Map.copyOf(places);
    }
}
