package io.dertwin.runtime.environment;

import io.dertwin.runtime.state.State;

/** The site's power balance of a tick, and the energy that has crossed the grid connection so far. Import is positive. */
public final class PowerBalance {

    private static final double NOTHING_KW = 1e-9;

    private final double loadKw;

    private double gridKw;
    private double importKwh;
    private double exportKwh;

    public PowerBalance(double loadKw) {
        this.loadKw = loadKw;
        this.gridKw = loadKw;
    }

    /** Settles a tick: what the load takes and the devices do not give comes from the grid. */
    public void settle(double generatedKw, double dt) {
        double balance = loadKw - generatedKw;
        gridKw = Math.abs(balance) < NOTHING_KW ? 0 : balance;
        double kwh = gridKw * dt / 3600;
        if (kwh > 0) {
            importKwh += kwh;
        } else {
            exportKwh -= kwh;
        }
    }

    public double loadKw() {
        return loadKw;
    }

    public double gridKw() {
        return gridKw;
    }

    public double importKwh() {
        return importKwh;
    }

    public double exportKwh() {
        return exportKwh;
    }

    public void exchange(State state) {
        gridKw = state.number("grid_kw", gridKw);
        importKwh = state.number("import_kwh", importKwh);
        exportKwh = state.number("export_kwh", exportKwh);
    }
}
