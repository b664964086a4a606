package io.dertwin.runtime.cli;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.SiteDefinition;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a site is to run.
 *
 * @param site the site file
 * @param clock what moves its time
 * @param places where it is reached
 * @param readyFile what appears once everything is up
 * @param keepsakes what remains of it
 * @param owner whom it does not outlive
 */
record RunOptions(
        Path site, Clock clock, Places places, Optional<Path> readyFile, Keepsakes keepsakes, OwnerWatch owner) {

    /**
     * @param stepped whether time moves only when it is told to
     * @param realTime whether it follows wall time, whatever the site file or the environment says
     * @param speed simulated seconds per wall second, if not as the site file says
     */
    record Clock(boolean stepped, boolean realTime, Optional<Double> speed) {

        boolean isStepped(SiteDefinition definition) {
            return !realTime && (stepped || !definition.realTime().orElse(true));
        }

        double speed(SiteDefinition definition) {
            return speed.orElse(definition.speed());
        }
    }

    /**
     * @param ports where the devices' ports go
     * @param controlPort port of the control channel, if not as the site file says
     * @param controlBind address of the control channel, if not as the site file says
     */
    record Places(PortPolicy ports, Optional<Integer> controlPort, Optional<String> controlBind) {

        InetSocketAddress control(SiteDefinition.Control configured) {
            return new InetSocketAddress(
                    controlBind.orElse(configured.bind()), controlPort.orElseGet(() -> ports.tcp(configured.port())));
        }
    }

    /** What {@code DERTWIN_STEPPED} says; nothing is no. */
    static boolean isSteppedBy(String environment) {
        if (environment == null || environment.equalsIgnoreCase("false")) {
            return false;
        }
        if (environment.equalsIgnoreCase("true")) {
            return true;
        }
        throw new IllegalArgumentException("DERTWIN_STEPPED must be true or false, but is \"" + environment + "\"");
    }

    /** Where ports go: to any free ones, or so much further; what the bridges' begin at is the environment's to say. */
    static PortPolicy ports(boolean random, int offset, String firstBridgePort, Optional<String> bind) {
        PortPolicy ports = random ? PortPolicy.random() : PortPolicy.shifted(offset, firstBridgePort(firstBridgePort));
        return bind.isPresent() ? ports.onAddress(bind.get()) : ports;
    }

    /** From {@code RTU_BRIDGE_BASE_PORT}, as the entrypoint of DER Twin's image has it. */
    private static int firstBridgePort(String environment) {
        try {
            return environment == null ? PortPolicy.FIRST_BRIDGE_PORT : Integer.parseInt(environment);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "RTU_BRIDGE_BASE_PORT must be a port, but is \"" + environment + "\"", e);
        }
    }
}
