package io.dertwin.runtime.registers;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How a value becomes words.
 *
 * @param type the type on the wire
 * @param scale what a raw unit is worth
 * @param wordOrder which word comes first; {@code endian} in the file
 * @param byteOrder which byte of a word comes first
 * @param overflow what a value beyond the type's range does
 */
public record Encoding(Type type, double scale, Order wordOrder, Order byteOrder, Overflow overflow) {

    /** Whether both make the same words of every value that fits. */
    boolean sameWords(Encoding other) {
        return type == other.type
                && scale == other.scale
                && wordOrder == other.wordOrder
                && byteOrder == other.byteOrder;
    }

    public enum Type {
        UINT16(1, false),
        INT16(1, true),
        UINT32(2, false),
        INT32(2, true),
        UINT64(4, false),
        INT64(4, true),
        FLOAT32(2, true),
        FLOAT64(4, true),
        /** Two characters a word. */
        STRING(0, false),
        /** Up to 64 flags. */
        BITS(0, false);

        private final int words;
        private final boolean signed;

        Type(int words, boolean signed) {
            this.words = words;
            this.signed = signed;
        }

        /** As register maps write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How many words a value takes; 0 if that is not a matter of the type alone. */
        int words() {
            return words;
        }

        boolean isFloat() {
            return this == FLOAT32 || this == FLOAT64;
        }

        /** Whether values are counted in whole steps of the scale. */
        boolean isInteger() {
            return words > 0 && !isFloat();
        }

        /** The lowest raw number of a type that is not floating. */
        BigInteger lowest() {
            return signed ? BigInteger.TWO.pow(16 * words - 1).negate() : BigInteger.ZERO;
        }

        /** The highest raw number in {@code count} words of a type that is not floating. */
        BigInteger highest(int count) {
            return BigInteger.TWO.pow(16 * count - (signed ? 1 : 0)).subtract(BigInteger.ONE);
        }
    }

    public enum Order {
        BIG,
        LITTLE
    }

    public enum Overflow {
        SATURATE,
        WRAP
    }
}
