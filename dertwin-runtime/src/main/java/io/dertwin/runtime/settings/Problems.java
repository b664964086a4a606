package io.dertwin.runtime.settings;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong so far. Reading goes on after a problem, so that one run reports them all. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(String file, int line, String path, String message) {
        found.add(new Problem(file, line, path, message));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Ends reading: throws if anything was found wrong. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidFileException(list());
        }
    }
}
