package io.dertwin.runtime.site;

import io.dertwin.runtime.site.Condition.Operand;
import io.dertwin.runtime.site.Condition.Operator;
import io.dertwin.runtime.site.Condition.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions: comparisons joined by {@code and} and {@code or}, of which {@code and} binds tighter. */
final class ConditionParser {

    private static final int LONGEST = 1000;
    private static final Pattern TOKEN = Pattern.compile("\\s*(>=|<=|==|!=|[<>()]|[A-Za-z0-9_.+-]+|\\S)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private final String text;
    private final ToIntFunction<String> places;
    private final Matcher matcher;

    private String token = "";
    private int position;

    private ConditionParser(String text, ToIntFunction<String> places) {
        this.text = text;
        this.places = places;
        this.matcher = TOKEN.matcher(text);
    }

    /**
     * Reads a condition.
     *
     * @param places finds the place of a name in a frame, or throws
     * @throws IllegalArgumentException saying where the text is no condition, and what one looks like
     */
    static Term parse(String text, ToIntFunction<String> places) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a condition must be at most " + LONGEST + " characters long");
        }
        ConditionParser parser = new ConditionParser(text, places);
        parser.next();
        Term term = parser.either();
        if (!parser.token.isEmpty()) {
            throw parser.unexpected("'and', 'or' or the end");
        }
        return term;
    }

    private Term either() {
        List<Term> parts = new ArrayList<>();
        parts.add(both());
        while (token.equalsIgnoreCase("or")) {
            next();
            parts.add(both());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Term both() {
        List<Term> parts = new ArrayList<>();
        parts.add(single());
        while (token.equalsIgnoreCase("and")) {
            next();
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Term single() {
        if (!token.equals("(")) {
            return comparison();
        }
        next();
        Term inner = either();
        if (!token.equals(")")) {
            throw unexpected("')'");
        }
        next();
        return inner;
    }

    private Term comparison() {
        Operand left = operand();
        Operator operator = operator();
        return new Condition.Comparison(left, operator, operand());
    }

    private Operator operator() {
        for (Operator operator : Operator.values()) {
            if (operator.symbol.equals(token)) {
                next();
                return operator;
            }
        }
        throw unexpected("one of >= <= > < == !=");
    }

    private Operand operand() {
        String word = token;
        if (NUMBER.matcher(word).matches()) {
            next();
            return new Condition.Constant(Double.parseDouble(word));
        }
        if (!word.matches("[A-Za-z0-9_.-]+") || List.of("and", "or").contains(word.toLowerCase(Locale.ROOT))) {
            throw unexpected("a number, 'time' or a value like bess-1.system_soc");
        }
        next();
        return new Condition.Reading(places.applyAsInt(word));
    }

    private void next() {
        if (matcher.find()) {
            token = matcher.group(1);
            position = matcher.start(1) + 1;
        } else {
            token = "";
            position = text.length() + 1;
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        String found = token.isEmpty() ? "it ends" : "'" + token + "' stands";
        return new IllegalArgumentException("\"" + text + "\" is no condition: " + found + " at position " + position
                + " where " + expected + " is expected");
    }
}
