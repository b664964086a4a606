package io.dertwin.runtime.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything found wrong so far. Reading goes on after a problem, so that one run reports them all; but nobody reads
 * thousands, so that what goes beyond is only counted.
 */
public final class Problems {

    static final int MOST = 1000;

    private final List<Problem> found = new ArrayList<>();

    private int leftOut;

    public void add(String file, int line, String path, String message) {
        add(new Problem(file, line, path, message));
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    private void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else {
            leftOut++;
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems file by file, each file's from its top to its bottom. */
    public List<Problem> list() {
        List<String> files = found.stream().map(Problem::file).distinct().toList();
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
                .thenComparingInt(Problem::line));
        if (leftOut > 0) {
            sorted.add(new Problem(found.get(0).file(), 0, "", leftOut + " more problems are not shown"));
        }
        return List.copyOf(sorted);
    }

    /** Ends reading: throws if anything was found wrong. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidFileException(list());
        }
    }
}
