package io.dertwin.runtime.fault;

import io.dertwin.runtime.fault.FaultKind.Derate;
import io.dertwin.runtime.fault.FaultKind.InValues;
import io.dertwin.runtime.fault.FaultKind.InWrites;
import io.dertwin.runtime.fault.FaultKind.Noise;
import io.dertwin.runtime.fault.FaultKind.Refuse;
import io.dertwin.runtime.fault.FaultKind.Shift;
import io.dertwin.runtime.fault.FaultKind.Trip;
import io.dertwin.runtime.random.RandomStream;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.state.State;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** A fault at work: decides which requests it befalls, always in the same way for the same requests in the same order. */
final class ActiveFault {

    private final Fault fault;
    private final String text;
    private final RegisterSelection selection;
    private final RandomStream random;
    private final Map<Object, Long> requestsOfClients = new WeakHashMap<>();

    private long matches;
    private long hits;
    private int burstLeft;
    private double setInAt = Double.NaN;
    private volatile Map<RegisterBank, Map<Register, int[]>> frozen = Map.of();

    ActiveFault(Fault fault, RandomStream random) {
        this.fault = fault;
        this.text = FaultWriter.write(fault).toString();
        this.selection = new RegisterSelection(fault.scope().registers());
        this.random = random;
    }

    Fault fault() {
        return fault;
    }

    /** The fault as a snapshot has it: written once, since a snapshot of a thousand must not hold up the clock. */
    String text() {
        return text;
    }

    FaultKind kind() {
        return fault.kind();
    }

    /** The registers that it is about. */
    RegisterSelection selection() {
        return selection;
    }

    /** Whether the fault befalls the request; asking once is counting once. */
    synchronized boolean befalls(FaultedRequest request, RegisterBank bank, double t) {
        return !(kind() instanceof Refuse)
                && isReady(t)
                && fault.scope().hasBinding(request.binding())
                && isAbout(request, bank)
                && isAmongFirst(request.client())
                && strikes();
    }

    /** Whether every read of the registers that it is about shows the fault in the same way. */
    synchronized boolean shows(String binding, int function, double t) {
        FaultScope scope = fault.scope();
        boolean certain = fault.timing().probability() == 1
                && matches >= fault.timing().skip()
                && !(kind() instanceof Noise || kind() instanceof Shift);
        boolean everyRead = scope.quantityAbove() < 1
                && scope.quantityBelow() == Integer.MAX_VALUE
                && scope.firstRequests() == Long.MAX_VALUE;
        return kind() instanceof InValues
                && isReady(t)
                && certain
                && everyRead
                && scope.hasBinding(binding)
                && (scope.functions().isEmpty() || scope.functions().contains(function));
    }

    /** Whether the fault befalls a new connection while there are this many. */
    synchronized boolean befallsConnection(String binding, int connections, double t) {
        boolean refuses = kind() instanceof Refuse refuse && connections >= refuse.connections()
                || kind() instanceof FaultKind.CommunicationLoss;
        return refuses && isReady(t) && fault.scope().hasBinding(binding) && strikes();
    }

    private boolean isReady(double t) {
        return fault.timing().activeAt(t) && hits < fault.timing().count();
    }

    private boolean isAbout(FaultedRequest request, RegisterBank bank) {
        FaultScope scope = fault.scope();
        boolean inScope = (scope.functions().isEmpty() || scope.functions().contains(request.function()))
                && request.quantity() > scope.quantityAbove()
                && request.quantity() < scope.quantityBelow();
        if (!inScope) {
            return false;
        }
        if (kind() instanceof InValues) {
            return request.reads(selection, bank);
        }
        if (kind() instanceof InWrites) {
            return request.writes(selection, bank);
        }
        return scope.registers().isEmpty() || request.touches(selection, bank);
    }

    private boolean isAmongFirst(Object client) {
        return fault.scope().firstRequests() == Long.MAX_VALUE
                || requestsOfClients.merge(client, 1L, Long::sum)
                        <= fault.scope().firstRequests();
    }

    private boolean strikes() {
        if (++matches <= fault.timing().skip()) {
            return false;
        }
        if (burstLeft > 0) {
            burstLeft--;
        } else if (fault.timing().probability() < 1
                && random.nextUniform() >= fault.timing().probability()) {
            return false;
        } else {
            burstLeft = fault.timing().burst() - 1;
        }
        hits++;
        return true;
    }

    /** A number from −1 to 1. */
    synchronized double uniform() {
        return random.nextUniform(-1, 1);
    }

    synchronized double normal() {
        return random.nextNormal();
    }

    /** Its time has come. */
    synchronized void setIn(double time) {
        setInAt = time;
        if (kind() instanceof Trip || kind() instanceof Derate) {
            hits++;
        }
    }

    /** When its time came last; NaN if it has not yet. */
    synchronized double setInAt() {
        return setInAt;
    }

    /** What became of it so far, but for the counts of connections that are open: these end when a program does. */
    synchronized void exchange(State state) {
        matches = state.integer("matches", matches);
        hits = state.integer("hits", hits);
        burstLeft = (int) state.integer("burst_left", burstLeft);
        setInAt = state.number("set_in_at", setInAt);
        random.exchange(state.section("random"));
    }

    /** Keeps what registers hold now. */
    void freeze(Map<RegisterBank, Map<Register, int[]>> values) {
        frozen = new IdentityHashMap<>(values);
    }

    Map<RegisterBank, Map<Register, int[]>> frozen() {
        return frozen;
    }

    Optional<int[]> frozen(RegisterBank bank, Register register) {
        return Optional.ofNullable(frozen.getOrDefault(bank, Map.of()).get(register));
    }

    synchronized boolean isOver(double t) {
        return fault.timing().overAt(t) || hits >= fault.timing().count();
    }

    synchronized FaultStatus status(double t) {
        FaultStatus.State state = FaultStatus.State.WAITING;
        if (isOver(t)) {
            state = FaultStatus.State.OVER;
        } else if (fault.timing().activeAt(t)) {
            state = FaultStatus.State.ACTIVE;
        }
        return new FaultStatus(fault, hits, state);
    }
}
