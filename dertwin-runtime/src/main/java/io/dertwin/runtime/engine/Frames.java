package io.dertwin.runtime.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The published state of the site: a ring of frames, of which one thread writes the next while any number of others read
 * the latest. Nobody waits: a reader that was so slow that its frame was written over sees that by the frame's stamp, and
 * reads again.
 */
public final class Frames {

    /** A tick of a small site is over so soon that a reader needs several of them to copy a frame undisturbed. */
    private static final int SLOTS_OF_SMALL_SITE = 8;

    /** A tick of a large one takes longer than any copy, and more slots would only push each other out of the caches. */
    private static final int SLOTS_OF_LARGE_SITE = 2;

    private static final int LARGE = 4096;
    private static final long BEING_WRITTEN = -1;
    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);

    private final double[][] slots;
    private final long[] stamps;

    private volatile long latest;

    Frames(int size) {
        int count = size < LARGE ? SLOTS_OF_SMALL_SITE : SLOTS_OF_LARGE_SITE;
        slots = new double[count][size];
        stamps = new long[count];
    }

    /** The one writer's next frame; {@link #publish()} makes it the latest. */
    double[] begin() {
        int slot = slot(latest + 1);
        STAMP.setOpaque(stamps, slot, BEING_WRITTEN);
        VarHandle.storeStoreFence();
        return slots[slot];
    }

    void publish() {
        long next = latest + 1;
        STAMP.setRelease(stamps, slot(next), next);
        latest = next;
    }

    /** Copies values of the latest frame, all of them of the same tick. */
    public void read(int offset, int count, double[] into) {
        while (true) {
            long wanted = latest;
            int slot = slot(wanted);
            long before = (long) STAMP.getAcquire(stamps, slot);
            System.arraycopy(slots[slot], offset, into, 0, count);
            VarHandle.loadLoadFence();
            if (before == wanted && (long) STAMP.getOpaque(stamps, slot) == wanted) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    /** The latest value at one place of the frame. */
    public double read(int index) {
        double[] one = new double[1];
        read(index, 1, one);
        return one[0];
    }

    public int size() {
        return slots[0].length;
    }

    private int slot(long number) {
        return (int) (number & (slots.length - 1));
    }
}
