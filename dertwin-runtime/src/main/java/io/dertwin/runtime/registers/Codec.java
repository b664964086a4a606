package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Turns values into words of 16 bits and back, as an {@link Encoding} says. A value is divided by the scale and rounded to
 * the nearest raw number, halves away from zero; what has no number is the type's not-implemented value.
 */
public final class Codec {

    private static final int WORD = 0xFFFF;

    private Codec() {}

    /** Whether the value does not fit the encoding's type, so that encoding it saturates or wraps. */
    public static boolean overflows(Encoding encoding, double value) {
        if (Double.isNaN(value) || isFloat(encoding.type())) {
            return false;
        }
        double raw = raw(encoding, value);
        return raw < lowest(encoding.type()) || raw > highest(encoding.type());
    }

    /** Writes the words of a value from {@code offset} on. */
    public static void encode(Encoding encoding, double value, int count, int[] words, int offset) {
        long bits = switch (encoding.type()) {
            case FLOAT32 -> Integer.toUnsignedLong(Float.floatToIntBits((float) (value / encoding.scale())));
            case FLOAT64 -> Double.doubleToLongBits(value / encoding.scale());
            default -> Double.isNaN(value) ? notImplemented(encoding.type()) : integer(encoding, value);
        };
        put(bits, encoding, count, words, offset);
    }

    /** The value of the words from {@code offset} on. */
    public static double decode(Encoding encoding, int count, int[] words, int offset) {
        long bits = bits(encoding, count, words, offset);
        return switch (encoding.type()) {
            case UINT16, UINT32, BITS -> scaled(bits, encoding.scale());
            case INT16 -> scaled((short) bits, encoding.scale());
            case INT32 -> scaled((int) bits, encoding.scale());
            case INT64 -> scaled(bits, encoding.scale());
            case UINT64 ->
                bits >= 0
                        ? scaled(bits, encoding.scale())
                        : new BigInteger(Long.toUnsignedString(bits)).doubleValue() * encoding.scale();
            case FLOAT32 -> Float.intBitsToFloat((int) bits) * encoding.scale();
            case FLOAT64 -> Double.longBitsToDouble(bits) * encoding.scale();
            case STRING -> Double.NaN;
        };
    }

    /** Writes the words of a text, two characters a word, filled up with NUL. */
    public static void encodeText(Encoding encoding, String text, int count, int[] words, int offset) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            int high = 2 * i < bytes.length ? bytes[2 * i] & 0xFF : 0;
            int low = 2 * i + 1 < bytes.length ? bytes[2 * i + 1] & 0xFF : 0;
            words[offset + place(encoding, i, count)] = inByteOrder(encoding, high << 8 | low);
        }
    }

    /** The text in the words, up to the first NUL. */
    public static String decodeText(Encoding encoding, int count, int[] words, int offset) {
        byte[] bytes = new byte[2 * count];
        int length = 0;
        for (int i = 0; i < count; i++) {
            int word = inByteOrder(encoding, words[offset + place(encoding, i, count)]);
            bytes[length++] = (byte) (word >> 8);
            bytes[length++] = (byte) word;
        }
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Writes the words of a whole number exactly, whatever the scale; for constants too large for a double. */
    static void encodeRaw(Encoding encoding, long raw, int count, int[] words, int offset) {
        put(raw, encoding, count, words, offset);
    }

    /** What SunSpec and many vendors send in place of a value that is not there. */
    public static long notImplemented(Type type) {
        return switch (type) {
            case INT16 -> 0x8000L;
            case UINT16, BITS -> 0xFFFFL;
            case INT32 -> 0x8000_0000L;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT64 -> Long.MIN_VALUE;
            case UINT64 -> -1L;
            case FLOAT32 -> 0x7FC0_0000L;
            case FLOAT64 -> 0x7FF8_0000_0000_0000L;
            case STRING -> 0;
        };
    }

    private static double scaled(long raw, double scale) {
        if (scale == 1) {
            return raw;
        }
        // 1234 at a scale of 0.1 is 123.4, not the 123.40000000000001 that a product would make of it
        double inverse = Math.rint(1 / scale);
        return inverse * scale == 1 ? raw / inverse : raw * scale;
    }

    private static double raw(Encoding encoding, double value) {
        double raw = value / encoding.scale();
        return Math.copySign(Math.floor(Math.abs(raw) + 0.5), raw);
    }

    private static long integer(Encoding encoding, double value) {
        double raw = raw(encoding, value);
        if (encoding.overflow() == Overflow.SATURATE) {
            raw = Math.min(highest(encoding.type()), Math.max(lowest(encoding.type()), raw));
        }
        if (Math.abs(raw) < 0x1p63) {
            return (long) raw;
        }
        if (encoding.overflow() == Overflow.SATURATE) {
            return raw < 0 ? Long.MIN_VALUE : encoding.type() == Type.UINT64 ? saturatedUnsigned(raw) : Long.MAX_VALUE;
        }
        return Double.isInfinite(raw)
                ? 0
                : new BigDecimal(raw)
                        .setScale(0, RoundingMode.DOWN)
                        .toBigInteger()
                        .longValue();
    }

    private static long saturatedUnsigned(double raw) {
        return raw >= 0x1p64 ? -1L : (long) (raw - 0x1p63) ^ Long.MIN_VALUE;
    }

    private static double lowest(Type type) {
        return switch (type) {
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    private static double highest(Type type) {
        return switch (type) {
            case UINT16, BITS -> 0xFFFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT32 -> Integer.MAX_VALUE;
            case INT64 -> Long.MAX_VALUE;
            default -> 0x1p64;
        };
    }

    private static boolean isFloat(Type type) {
        return type == Type.FLOAT32 || type == Type.FLOAT64;
    }

    private static void put(long bits, Encoding encoding, int count, int[] words, int offset) {
        for (int i = 0; i < count; i++) {
            int word = (int) (bits >>> 16 * (count - 1 - i)) & WORD;
            words[offset + place(encoding, i, count)] = inByteOrder(encoding, word);
        }
    }

    private static long bits(Encoding encoding, int count, int[] words, int offset) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 16 | inByteOrder(encoding, words[offset + place(encoding, i, count)]);
        }
        return bits;
    }

    /** Where the i-th word, counted from the most significant, stands. */
    private static int place(Encoding encoding, int i, int count) {
        return encoding.wordOrder() == Order.BIG ? i : count - 1 - i;
    }

    private static int inByteOrder(Encoding encoding, int word) {
        return encoding.byteOrder() == Order.BIG ? word : (word & 0xFF) << 8 | word >> 8;
    }
}
