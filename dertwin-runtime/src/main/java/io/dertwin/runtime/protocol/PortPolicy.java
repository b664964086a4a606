package io.dertwin.runtime.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where listeners really open: as the site file says, shifted, or wherever there is room. */
public sealed interface PortPolicy {

    /** Where the bridges of serial lines begin, unless something else is asked for. */
    int FIRST_BRIDGE_PORT = 56_001;

    /** The TCP port to bind in place of the configured one; 0 for any free one. */
    int tcp(int configured);

    /** The TCP port to bind for the bridge of the index-th serial line that the site file names none for. */
    int bridge(int index);

    /** The address to bind in place of the configured one. */
    default String address(String configured) {
        return configured;
    }

    /** The path to link a pseudo-terminal at in place of the configured one. */
    String serial(String configured);

    /** As the site file says. */
    static PortPolicy configured() {
        return shifted(0, FIRST_BRIDGE_PORT);
    }

    /** Every TCP port is this much higher than the site file says; the bridges' begin at {@code firstBridgePort}. */
    static PortPolicy shifted(int offset, int firstBridgePort) {
        return new Shifted(offset, firstBridgePort);
    }

    /** The same ports, all of them on one address: in a container the configured one is not the one that others see. */
    default PortPolicy onAddress(String address) {
        return new OnAddress(this, address);
    }

    /** Any free ports, so that any number of sites can run side by side. */
    static PortPolicy random() {
        return new Random();
    }

    /** Leaves the ports to another policy. */
    record OnAddress(PortPolicy ports, String address) implements PortPolicy {

        @Override
        public int tcp(int configured) {
            return ports.tcp(configured);
        }

        @Override
        public int bridge(int index) {
            return ports.bridge(index);
        }

        @Override
        public String address(String configured) {
            return address;
        }

        @Override
        public String serial(String configured) {
            return ports.serial(configured);
        }
    }

    /** Adds an offset to every port that is not 0. */
    record Shifted(int offset, int firstBridgePort) implements PortPolicy {

        @Override
        public int tcp(int configured) {
            return configured == 0 ? 0 : configured + offset;
        }

        @Override
        public int bridge(int index) {
            return tcp(firstBridgePort + index);
        }

        @Override
        public String serial(String configured) {
            return configured;
        }
    }

    /** Pseudo-terminals get names of their own; a serial device that exists stays what it is. */
    record Random() implements PortPolicy {

        @Override
        public int tcp(int configured) {
            return 0;
        }

        @Override
        public int bridge(int index) {
            return 0;
        }

        @Override
        public String serial(String configured) {
            Path path = Path.of(configured);
            if (Files.exists(path) && !isPseudoTerminal(path)) {
                return configured;
            }
            String unique = UUID.randomUUID().toString().substring(0, 8);
            return Path.of(System.getProperty("java.io.tmpdir"), path.getFileName() + "-" + unique)
                    .toString();
        }

        /** Such as another site has linked there. */
        private static boolean isPseudoTerminal(Path path) {
            try {
                return path.toRealPath().startsWith("/dev/pts");
            } catch (IOException e) {
                return false;
            }
        }
    }
}
