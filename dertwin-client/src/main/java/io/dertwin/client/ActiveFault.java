package io.dertwin.client;

/**
 * A fault that was injected into a device.
 *
 * <pre>{@code
 * ActiveFault lost = site.device("bess-1").inject(Fault.communicationLoss());
 * site.clock().advance(Duration.ofSeconds(30));
 * lost.remove();
 * }</pre>
 */
public interface ActiveFault {

    /** What it is known by. */
    String id();

    /** The device that it befalls. */
    String device();

    /** What goes wrong, as the control channel calls it: {@code delay}. */
    String kind();

    /** How many requests or connections it has befallen. */
    long hits();

    /** Whether it is at work now. */
    State state();

    /** Ends it; nothing happens if it is gone already. */
    void remove();

    /** Whether a fault is at work. */
    enum State {
        /** It has not set in yet, or pauses until it does again. */
        WAITING,
        /** It befalls requests, or the device. */
        ACTIVE,
        /** Its time or its count is up. */
        OVER
    }
}
