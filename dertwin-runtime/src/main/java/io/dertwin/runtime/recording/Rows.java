package io.dertwin.runtime.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples of one chunk or more, in the order in which they came.
 *
 * @param chunks those that they stand in
 * @param places pairs of a chunk's number and a row's number in it
 */
record Rows(List<Chunk> chunks, List<int[]> places) {

    static Rows all(List<Chunk> chunks) {
        return between(chunks, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }

    /** Those from a time on up to another one, included, with so many seconds at least between two of them. */
    static Rows between(List<Chunk> chunks, double from, double to, double every) {
        List<int[]> places = new ArrayList<>();
        walk(chunks, from, to, every, (chunk, row) -> places.add(new int[] {chunk, row}));
        return new Rows(chunks, places);
    }

    /** How many those would be. */
    static long count(List<Chunk> chunks, double from, double to, double every) {
        long[] count = new long[1];
        walk(chunks, from, to, every, (chunk, row) -> count[0]++);
        return count[0];
    }

    /** Somebody who is shown one sample after the other. */
    private interface Visitor {

        void see(int chunk, int row);
    }

    private static void walk(List<Chunk> chunks, double from, double to, double every, Visitor visitor) {
        double next = from;
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            Chunk samples = chunks.get(chunk);
            if (samples.end() < next - Recording.TOLERANCE) {
                continue;
            }
            for (int row = 0; row < samples.size(); row++) {
                double time = samples.time(row);
                if (time >= next - Recording.TOLERANCE && time <= to + Recording.TOLERANCE) {
                    visitor.see(chunk, row);
                    next = every > 0 ? time + every : from;
                }
            }
        }
    }

    /** Those from one on, and before another one. */
    Rows part(int begin, int end) {
        return new Rows(chunks, places.subList(begin, end));
    }

    int size() {
        return places.size();
    }

    double time(int index) {
        int[] place = places.get(index);
        return chunks.get(place[0]).time(place[1]);
    }

    double value(int index, int of) {
        int[] place = places.get(index);
        return chunks.get(place[0]).value(place[1], of);
    }

    double begin() {
        return time(0);
    }

    double end() {
        return time(size() - 1);
    }
}
