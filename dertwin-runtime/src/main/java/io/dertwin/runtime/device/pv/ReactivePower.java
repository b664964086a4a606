package io.dertwin.runtime.device.pv;

/** The reactive power that belongs to an active power at a power factor, within what the inverter can carry. */
final class ReactivePower {

    private ReactivePower() {}

    /** {@code P·tan(acos(pf))}, which is {@code P·√(1 − pf²)/pf}; in kvar if the power is in kW. */
    static double at(double activePower, double powerFactor) {
        return activePower == 0 ? 0 : activePower * Math.sqrt(1 - powerFactor * powerFactor) / powerFactor;
    }

    /** What apparent power of the rating the active power leaves over. */
    static double room(double rated, double activePower) {
        return Math.sqrt(Math.max(0, rated * rated - activePower * activePower));
    }

    /** The power factor of these two, with the sign of the reactive power. */
    static double factor(double activePower, double reactivePower) {
        double apparent = Math.sqrt(activePower * activePower + reactivePower * reactivePower);
        return reactivePower < 0 ? -activePower / apparent : activePower / apparent;
    }
}
