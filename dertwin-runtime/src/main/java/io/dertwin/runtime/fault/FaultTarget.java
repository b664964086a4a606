package io.dertwin.runtime.fault;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.RegisterBank;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What faults can befall: a device as one of its bindings shows it. Safe for use by any thread. */
public final class FaultTarget implements AutoCloseable {

    private final FaultRegistry registry;
    private final String device;
    private final RegisterBank bank;
    private final Frames frames;
    private final double stepSeconds;

    private final List<String> bindings = new CopyOnWriteArrayList<>();

    private volatile List<ActiveFault> faults = List.of();
    private volatile Runnable hangUp = () -> {};

    FaultTarget(FaultRegistry registry, String device, RegisterBank bank, Frames frames, double stepSeconds) {
        this.registry = registry;
        this.device = device;
        this.bank = bank;
        this.frames = frames;
        this.stepSeconds = stepSeconds;
    }

    /**
     * The registers as a read shows them now: with what faults do to their values, but for what is left to chance and what
     * depends on the request. Asking is no request: nothing is counted, and no chance is used up.
     *
     * @param binding where the read would come in
     * @param function its function code
     */
    public RegisterBank shown(String binding, int function) {
        double now = frames.read(FrameLayout.TIME);
        List<ActiveFault> inValues = faults.stream()
                .filter(fault -> fault.shows(binding, function, now))
                .toList();
        return inValues.isEmpty() ? bank : new FaultyBank(bank, inValues, WriteTerm.AT_ONCE);
    }

    /** The device can be reached over a binding of this name, as requests will have it. */
    public void reachedOver(String binding) {
        bindings.add(binding);
    }

    /** What is done when the device is lost, to end the connections that it has. */
    public void onLoss(Runnable action) {
        hangUp = action;
    }

    /** Whether there are no faults at all, as is almost always the case. */
    public boolean isQuiet() {
        return faults.isEmpty();
    }

    /** What befalls a request; to be asked once for each, in their order. Empty if nothing does. */
    public Optional<Interference> befalls(FaultedRequest request) {
        double[] now = new double[2];
        frames.read(FrameLayout.TICKS, now.length, now);
        Interference interference = null;
        for (ActiveFault fault : faults) {
            if (fault.befalls(request, bank, now[FrameLayout.TIME])) {
                if (interference == null) {
                    interference = new Interference(now[FrameLayout.TICKS], stepSeconds);
                }
                interference.add(fault);
            }
        }
        return Optional.ofNullable(interference);
    }

    /**
     * The id of the fault that refuses a new connection, if one does.
     *
     * @param connections how many there are already
     */
    public Optional<String> refuses(String binding, int connections) {
        double now = frames.read(FrameLayout.TIME);
        return faults.stream()
                .filter(fault -> fault.befallsConnection(binding, connections, now))
                .map(fault -> fault.fault().id())
                .findFirst();
    }

    /** Whether the device cannot be reached over this binding. */
    public boolean isLost(String binding) {
        double now = frames.read(FrameLayout.TIME);
        return faults.stream()
                .anyMatch(fault -> fault.kind() instanceof FaultKind.CommunicationLoss
                        && fault.fault().timing().activeAt(now)
                        && fault.fault().scope().hasBinding(binding));
    }

    /** No requests come in here any more. */
    @Override
    public void close() {
        registry.detach(this);
    }

    String device() {
        return device;
    }

    List<String> bindings() {
        return bindings;
    }

    RegisterBank bank() {
        return bank;
    }

    void set(List<ActiveFault> faultsOfDevice) {
        faults = List.copyOf(faultsOfDevice);
    }

    void hangUp() {
        hangUp.run();
    }
}
