package io.dertwin.maven;

import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** An input with nothing in it that does not end until it is closed. */
final class HeldInput extends InputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
