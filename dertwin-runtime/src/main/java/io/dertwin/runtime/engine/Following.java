package io.dertwin.runtime.engine;

import java.util.concurrent.locks.LockSupport;

/** The thread that lets time follow wall time, while it does. */
final class Following {

    private final Pacer pacer;

    private volatile ClockMode mode = ClockMode.STEPPED;
    private volatile double speed = 1;
    private volatile boolean anchorLost;
    private Thread thread;

    Following(Pacer pacer) {
        this.pacer = pacer;
    }

    synchronized void start(double newSpeed) {
        speed = newSpeed;
        anchorLost = true;
        mode = ClockMode.REALTIME;
        if (thread == null) {
            thread = new Thread(this::run, "dertwin-clock");
            thread.setDaemon(true);
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Ends following. Called between two ticks, so that none comes after it. */
    synchronized void stop(ClockMode newMode) {
        mode = newMode;
        LockSupport.unpark(thread);
        thread = null;
    }

    /** Time has been moved by someone else: follow wall time from where it is now. */
    void restart() {
        anchorLost = true;
    }

    ClockMode mode() {
        return mode;
    }

    double speed() {
        return speed;
    }

    private void run() {
        while (isCurrent()) {
            if (anchorLost) {
                anchorLost = false;
                pacer.follow(speed);
            }
            Pacer.pause(pacer.catchUp());
        }
    }

    /** Whether this thread is still the one to follow; another may have been started since it was stopped. */
    private synchronized boolean isCurrent() {
        return thread == Thread.currentThread();
    }
}
