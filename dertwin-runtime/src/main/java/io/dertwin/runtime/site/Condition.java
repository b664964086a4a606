package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.Frames;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Something that can be true of a site, to advance until it is. Compares what devices report, the grid, the site and the
 * time, with {@code and}, {@code or} and parentheses.
 *
 * <pre>{@code
 * Condition full = site.condition("bess-1.system_soc >= 80 or (time > 36000 and grid.frequency < 49.8)");
 * }</pre>
 */
public final class Condition implements BooleanSupplier {

    private final String text;
    private final Frames frames;
    private final Term term;

    Condition(String text, Frames frames, Term term) {
        this.text = text;
        this.frames = frames;
        this.term = term;
    }

    /** Whether it is true of the latest tick. */
    @Override
    public boolean getAsBoolean() {
        return term.holds(frames);
    }

    /** The condition as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** A part of a condition. */
    sealed interface Term {

        boolean holds(Frames frames);
    }

    /** True if all its parts are. */
    record All(List<Term> parts) implements Term {
        @Override
        public boolean holds(Frames frames) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(frames)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** True if one of its parts is. */
    record Any(List<Term> parts) implements Term {
        @Override
        public boolean holds(Frames frames) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(frames)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** True if two values compare as wanted. */
    record Comparison(Operand left, Operator operator, Operand right) implements Term {
        @Override
        public boolean holds(Frames frames) {
            return operator.test(left.value(frames), right.value(frames));
        }
    }

    /** How values compare. */
    enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        GREATER(">"),
        LESS("<"),
        EQUAL("=="),
        NOT_EQUAL("!=");

        final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        boolean test(double left, double right) {
            return switch (this) {
                case AT_LEAST -> left >= right;
                case AT_MOST -> left <= right;
                case GREATER -> left > right;
                case LESS -> left < right;
                case EQUAL -> left == right;
                case NOT_EQUAL -> left != right;
            };
        }
    }

    /** A value to compare. */
    sealed interface Operand {

        double value(Frames frames);
    }

    /** A number. */
    record Constant(double value) implements Operand {
        @Override
        public double value(Frames frames) {
            return value;
        }
    }

    /** A value of the site, by its place in a frame. */
    record Reading(int index) implements Operand {
        @Override
        public double value(Frames frames) {
            return frames.read(index);
        }
    }
}
