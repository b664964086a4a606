package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.Encoding.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The value that a map gives a register, as exact as it is written there. */
final class Constant {

    private Constant() {}

    /** What a value must be to be this register's, if it is not that already. */
    static Optional<String> demand(Object value, Encoding encoding, Table table, int count) {
        if (table.isBits()) {
            return bitsDemand(value, count);
        }
        if (encoding.type() == Type.STRING) {
            return textDemand(value, count);
        }
        if (value instanceof Double number && number.isNaN()) {
            return Optional.empty();
        }
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return Optional.of("must be a number");
        }
        return encoding.type().isFloat() ? floatDemand(number, encoding) : wholeDemand(number, encoding, count);
    }

    private static Optional<String> bitsDemand(Object value, int count) {
        if (count == 1 && value instanceof Boolean) {
            return Optional.empty();
        }
        BigInteger highest = BigInteger.ONE.shiftLeft(count).subtract(BigInteger.ONE);
        return value instanceof Number number && isWhole(number, BigInteger.ZERO, highest)
                ? Optional.empty()
                : Optional.of("must be a whole number from 0 to " + highest);
    }

    private static Optional<String> textDemand(Object value, int count) {
        if (!(value instanceof String text)) {
            return Optional.of("must be a text");
        }
        return text.getBytes(StandardCharsets.UTF_8).length <= 2 * count
                ? Optional.empty()
                : Optional.of("must be a text of at most " + 2 * count + " bytes");
    }

    private static Optional<String> floatDemand(Number value, Encoding encoding) {
        double highest = encoding.type() == Type.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        return Math.abs(value.doubleValue() / encoding.scale()) <= highest
                ? Optional.empty()
                : Optional.of("must fit a " + encoding.type().text());
    }

    private static Optional<String> wholeDemand(Number value, Encoding encoding, int count) {
        BigDecimal scale = BigDecimal.valueOf(encoding.scale());
        BigDecimal exact = new BigDecimal(value.toString());
        if (exact.remainder(scale).signum() != 0) {
            return Optional.of("must be a multiple of the scale " + text(scale));
        }
        BigDecimal lowest = new BigDecimal(encoding.type().lowest());
        BigDecimal highest = new BigDecimal(encoding.type().highest(count));
        BigDecimal raw = exact.divideToIntegralValue(scale);
        return raw.compareTo(lowest) >= 0 && raw.compareTo(highest) <= 0
                ? Optional.empty()
                : Optional.of("must fit " + encoding.type().text() + ", from " + text(lowest.multiply(scale)) + " to "
                        + text(highest.multiply(scale)));
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static boolean isWhole(Number value, BigInteger lowest, BigInteger highest) {
        BigDecimal exact = new BigDecimal(value.toString());
        return exact.stripTrailingZeros().scale() <= 0
                && exact.compareTo(new BigDecimal(lowest)) >= 0
                && exact.compareTo(new BigDecimal(highest)) <= 0;
    }
}
