package io.dertwin.runtime.engine;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that lets time follow wall time, while it does. */
final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Pacer pacer;

    private volatile ClockMode mode = ClockMode.STEPPED;
    private volatile double speed = 1;
    private volatile boolean anchorLost;
    private volatile boolean closed;
    private Thread thread;

    Following(Pacer pacer) {
        this.pacer = pacer;
    }

    synchronized void start(double newSpeed) {
        requireOpen();
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

    /** Ends following for good. Called between two ticks, so that none comes after it. */
    synchronized void close() {
        closed = true;
        stop(ClockMode.STEPPED);
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the site is closed: its clock does not move any more");
        }
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
        try {
            while (isCurrent()) {
                if (anchorLost) {
                    anchorLost = false;
                    pacer.follow(speed);
                }
                Pacer.pause(pacer.catchUp());
            }
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Time stands still | a tick failed: reset the site or restore a snapshot, then set the clock's mode",
                    e);
            pauseIfCurrent();
        }
    }

    /** Says that time stands still, rather than that it follows, and lets another thread be started. */
    private synchronized void pauseIfCurrent() {
        if (thread == Thread.currentThread()) {
            mode = ClockMode.PAUSED;
            thread = null;
        }
    }

    /** Whether this thread is still the one to follow; another may have been started since it was stopped. */
    private synchronized boolean isCurrent() {
        return thread == Thread.currentThread();
    }
}
