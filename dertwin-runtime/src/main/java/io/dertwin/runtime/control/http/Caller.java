package io.dertwin.runtime.control.http;

import java.util.ArrayList;
import java.util.List;

/** Whoever sent a request, and whether it still waits for the answer. Safe for use by any thread. */
public final class Caller {

    private final String address;
    private final List<Runnable> actions = new ArrayList<>();

    private volatile boolean gone;

    Caller(String address) {
        this.address = address;
    }

    /** Its address and port. */
    public String address() {
        return address;
    }

    /**
     * Whether it has closed the connection since, or its side of it; whatever is being done for it may be left off, but not
     * its answer.
     */
    public boolean isGone() {
        return gone;
    }

    /** The answer to a request that is called off for that. */
    public static HttpException calledOff() {
        return new HttpException(503, "called off: the client has closed its side of the connection");
    }

    /** Does something when it has gone, at once if it is gone already. The action must be short. */
    public void onGone(Runnable action) {
        synchronized (actions) {
            if (!gone) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    void leave() {
        List<Runnable> todo;
        synchronized (actions) {
            gone = true;
            todo = List.copyOf(actions);
            actions.clear();
        }
        todo.forEach(Runnable::run);
    }
}
