package io.dertwin.runtime.registers;

import io.dertwin.runtime.state.State;
import java.util.Arrays;

/**
 * Words that mean nothing to the device: they are kept as they were written, and read back. Takes memory only where
 * something was written. Not thread-safe.
 */
final class PlainStorage {

    private static final int PAGE_BITS = 8;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;
    private static final int PAGES_PER_TABLE = 0x10000 >> PAGE_BITS;

    /** Each word is kept as itself plus 1, so that 0 is what was never written. */
    private int[][] pages = new int[0][];

    private int size;

    /** What was written last, or {@code otherwise} if nothing was. */
    int get(Table table, int address, int otherwise) {
        int key = key(table, address);
        int[] page = size == 0 ? null : pages[key >> PAGE_BITS];
        int kept = page == null ? 0 : page[key & PAGE_SIZE - 1];
        return kept == 0 ? otherwise : kept - 1;
    }

    void put(Table table, int address, int word) {
        put(key(table, address), word);
    }

    private void put(int key, int word) {
        if (pages.length == 0) {
            pages = new int[PAGES_PER_TABLE * Table.values().length][];
        }
        int number = key >> PAGE_BITS;
        if (pages[number] == null) {
            pages[number] = new int[PAGE_SIZE];
        }
        if (pages[number][key & PAGE_SIZE - 1] == 0) {
            size++;
        }
        pages[number][key & PAGE_SIZE - 1] = word + 1;
    }

    void exchange(State state) {
        double[] restored = state.numbersOfAnyCount("words", state.isRecording() ? flat() : new double[0]);
        if (!state.isRecording()) {
            pages = new int[0][];
            size = 0;
            for (int i = 0; i + 1 < restored.length; i += 2) {
                put((int) restored[i], (int) restored[i + 1]);
            }
        }
    }

    /** Each key and its word, in order. */
    private double[] flat() {
        double[] flat = new double[2 * size];
        int length = 0;
        for (int number = 0; number < pages.length; number++) {
            int[] page = pages[number] == null ? new int[0] : pages[number];
            for (int i = 0; i < page.length; i++) {
                if (page[i] != 0) {
                    flat[length++] = number << PAGE_BITS | i;
                    flat[length++] = page[i] - 1;
                }
            }
        }
        return Arrays.copyOf(flat, length);
    }

    private static int key(Table table, int address) {
        return table.ordinal() << 16 | address;
    }
}
