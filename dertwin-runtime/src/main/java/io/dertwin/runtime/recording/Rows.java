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
        double next = from;
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            for (int row = 0; row < chunks.get(chunk).size(); row++) {
                double time = chunks.get(chunk).time(row);
                if (time >= next - Recording.TOLERANCE && time <= to + Recording.TOLERANCE) {
                    places.add(new int[] {chunk, row});
                    next = every > 0 ? time + every : from;
                }
            }
        }
        return new Rows(chunks, places);
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
