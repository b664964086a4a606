package io.dertwin.runtime.modbus.transport;

/**
 * How a serial line is set.
 *
 * <pre>{@code
 * SerialSettings settings = new SerialSettings(9600, Parity.NONE, 8, 1, false);
 * }</pre>
 *
 * @param baudRate bits per second
 * @param dataBits 5 to 8; Modbus RTU has 8
 * @param stopBits 1 or 2
 * @param realisticTiming whether a pseudo-terminal and the bridge take the time that frames would take on such a line; a
 *     serial device takes it anyway
 */
public record SerialSettings(int baudRate, Parity parity, int dataBits, int stopBits, boolean realisticTiming) {

    /** 9600 baud, no parity, 8 data bits, 1 stop bit, as fast as it goes. */
    public static final SerialSettings DEFAULT = new SerialSettings(9600, Parity.NONE, 8, 1, false);

    /** What follows the data bits. */
    public enum Parity {
        NONE,
        EVEN,
        ODD,
        MARK,
        SPACE
    }

    public SerialSettings {
        require(baudRate > 0, "baudRate must be greater than 0, but is " + baudRate);
        require(dataBits >= 5 && dataBits <= 8, "dataBits must be from 5 to 8, but is " + dataBits);
        require(stopBits == 1 || stopBits == 2, "stopBits must be 1 or 2, but is " + stopBits);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    int bitsPerCharacter() {
        int startBits = 1;
        int parityBits = parity == Parity.NONE ? 0 : 1;
        return startBits + dataBits + parityBits + stopBits;
    }
}
