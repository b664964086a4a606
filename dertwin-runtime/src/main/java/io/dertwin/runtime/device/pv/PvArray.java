package io.dertwin.runtime.device.pv;

/** The modules: what the sun gives, less what the warmth of the cells takes. */
final class PvArray {

    private static final double TEST_CONDITION_C = 25;
    private static final double NOCT_AIR_C = 20;
    private static final double NOCT_IRRADIANCE = 800;

    private final double areaM2;
    private final double efficiency;
    private final double tempCoefficient;
    private final double noctC;

    PvArray(InverterParameters parameters) {
        this.areaM2 = parameters.areaM2();
        this.efficiency = parameters.moduleEfficiency();
        this.tempCoefficient = parameters.tempCoefficient();
        this.noctC = parameters.noctC();
    }

    /** What the modules offer, in kW of direct current. */
    double powerKw(double irradiance, double ambientC) {
        if (irradiance <= 0) {
            return 0;
        }
        double cellC = ambientC + (noctC - NOCT_AIR_C) / NOCT_IRRADIANCE * irradiance;
        double watts = irradiance * areaM2 * efficiency * (1 + tempCoefficient * (cellC - TEST_CONDITION_C));
        return Math.max(0, watts / 1000);
    }
}
