package io.dertwin.runtime.registers;

import io.dertwin.runtime.state.State;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/** Words that mean nothing to the device: they are kept as they were written, and read back. */
final class PlainStorage {

    private final Map<Integer, Integer> words = new ConcurrentHashMap<>();

    static int key(Table table, int address) {
        return table.ordinal() << 16 | address;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    int get(Table table, int address, int otherwise) {
        return words.isEmpty() ? otherwise : words.getOrDefault(key(table, address), otherwise);
    }

    void put(int key, int word) {
        words.put(key, word);
    }

    void exchange(State state) {
        double[] flat = words.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMapToDouble(entry -> DoubleStream.of(entry.getKey(), entry.getValue()))
                .toArray();
        double[] restored = state.numbers("words", flat);
        if (!state.isRecording()) {
            words.clear();
            for (int i = 0; i + 1 < restored.length; i += 2) {
                words.put((int) restored[i], (int) restored[i + 1]);
            }
        }
    }
}
