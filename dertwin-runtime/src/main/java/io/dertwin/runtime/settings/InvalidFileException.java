package io.dertwin.runtime.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used; carries every problem found in it. */
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    InvalidFileException(String file, int line, String message) {
        this(List.of(new Problem(file, line, "", message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
