package io.dertwin.runtime.plant;

import io.dertwin.runtime.testing.TestSite;

/** One value of a site in the two latest frames. */
final class View {

    private final int index;

    View(TestSite site, String device, String point) {
        this.index = site.index(device, point);
    }

    double in(double[] frame) {
        return frame[index];
    }

    double change(double[] before, double[] now) {
        return now[index] - before[index];
    }
}
