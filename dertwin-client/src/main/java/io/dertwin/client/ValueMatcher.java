package io.dertwin.client;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a number, made by the factory methods of this class.
 *
 * <pre>{@code
 * site.clock().advanceUntil("bess-1", "system_soc", atLeast(80), Duration.ofHours(2));
 * }</pre>
 */
public final class ValueMatcher {

    /** How a value is compared. */
    enum Comparison {
        AT_LEAST(">="),
        AT_MOST("<="),
        GREATER_THAN(">"),
        LESS_THAN("<"),
        EQUAL_TO("=="),
        NOT_EQUAL_TO("!=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }
    }

    private static final Pattern PATTERN =
            Pattern.compile("\\s*(>=|<=|>|<|==|!=)?\\s*([+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?)\\s*");

    private final Comparison comparison;
    private final double operand;

    private ValueMatcher(Comparison comparison, double operand) {
        if (!Double.isFinite(operand)) {
            throw new IllegalArgumentException(
                    "a value can only be compared with a finite number, not with " + operand);
        }
        this.comparison = comparison;
        this.operand = operand;
    }

    /** Matches values of at least {@code bound}. */
    public static ValueMatcher atLeast(double bound) {
        return new ValueMatcher(Comparison.AT_LEAST, bound);
    }

    /** Matches values of at most {@code bound}. */
    public static ValueMatcher atMost(double bound) {
        return new ValueMatcher(Comparison.AT_MOST, bound);
    }

    /** Matches values greater than {@code bound}. */
    public static ValueMatcher greaterThan(double bound) {
        return new ValueMatcher(Comparison.GREATER_THAN, bound);
    }

    /** Matches values less than {@code bound}. */
    public static ValueMatcher lessThan(double bound) {
        return new ValueMatcher(Comparison.LESS_THAN, bound);
    }

    /** Matches exactly this value. */
    public static ValueMatcher equalTo(double value) {
        return new ValueMatcher(Comparison.EQUAL_TO, value);
    }

    /** Matches every value but this. */
    public static ValueMatcher notEqualTo(double value) {
        return new ValueMatcher(Comparison.NOT_EQUAL_TO, value);
    }

    /**
     * The condition that a text describes, as {@link #toString()} does; a number alone stands for exactly this value.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static ValueMatcher parse(String text) {
        Matcher parts = PATTERN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no condition on a number: it looks like \">= 90\", with one of >= <= > < == !=");
        }
        String symbol = parts.group(1) == null ? "==" : parts.group(1);
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(one -> one.symbol.equals(symbol))
                .findFirst()
                .orElseThrow();
        return new ValueMatcher(comparison, Double.parseDouble(parts.group(2)));
    }

    /** Whether the value meets the condition. */
    public boolean matches(double value) {
        return switch (comparison) {
            case AT_LEAST -> value >= operand;
            case AT_MOST -> value <= operand;
            case GREATER_THAN -> value > operand;
            case LESS_THAN -> value < operand;
            case EQUAL_TO -> value == operand;
            case NOT_EQUAL_TO -> value != operand;
        };
    }

    /** How far a value is from the one that it is compared with. */
    double distance(double value) {
        return Math.abs(value - operand);
    }

    /** The condition as the control channel writes it, for example {@code >= 90}. */
    @Override
    public String toString() {
        return comparison.symbol + " " + text(operand);
    }

    /** A number as one would write it: 5, not 5.0. */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
