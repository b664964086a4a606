package io.dertwin.runtime.settings;

import java.math.BigInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an unquoted YAML word stands for, by the core schema of YAML 1.2. */
final class PlainScalar {

    private static final int LONGEST_NUMBER = 100;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private PlainScalar() {}

    /**
     * @param invalid makes the exception to throw of the reason for it
     */
    static Object value(String word, Function<String, RuntimeException> invalid) {
        return switch (word) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            default -> word.length() > LONGEST_NUMBER ? word : numberOrText(word, invalid);
        };
    }

    private static Object numberOrText(String word, Function<String, RuntimeException> invalid) {
        if ("+-.0123456789".indexOf(word.charAt(0)) < 0) {
            return word;
        }
        if (LEADING_ZERO.matcher(word).matches()) {
            throw invalid.apply(
                    "the number " + word + " starts with 0, which some readers take as octal; write it without,"
                            + " as 0o... if it is octal, or in quotes if it is a text");
        }
        if (DECIMAL.matcher(word).matches()) {
            return whole(new BigInteger(word));
        }
        if (HEXADECIMAL.matcher(word).matches()) {
            return whole(new BigInteger(word.substring(2), 16));
        }
        if (OCTAL.matcher(word).matches()) {
            return whole(new BigInteger(word.substring(2), 8));
        }
        return FLOAT.matcher(word).matches() ? (Object) Double.valueOf(word) : word;
    }

    private static Number whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
