package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Turns values into words of 16 bits and back, as an {@link Encoding} says. A value is divided by the scale and rounded to
 * the nearest raw number, halves away from zero. What has no number becomes the type's not-implemented value.
 */
public final class Codec {

    private static final int WORD = 0xFFFF;

    /** From here on a double has no digits behind the point. */
    private static final double WHOLE = 0x1p52;

    private Codec() {}

    /** Whether a value is too large or too small for the register, so that it saturates or wraps. */
    static boolean overflows(Register register, double value) {
        if (register.table().isBits() || Double.isNaN(value)) {
            return false;
        }
        Encoding encoding = register.encoding();
        double raw = raw(value, encoding.scale());
        return switch (encoding.type()) {
            case FLOAT32 -> Double.isInfinite((float) raw);
            case FLOAT64 -> Double.isInfinite(raw);
            default ->
                rounded(raw) < lowest(encoding.type()) || rounded(raw) > highest(encoding.type(), register.count());
        };
    }

    /** Writes the words of a register's value from {@code offset} on; of coils and discrete inputs its bits. */
    static void encode(Register register, double value, int[] words, int offset) {
        if (register.table().isBits()) {
            encodeBits(value, register.count(), words, offset);
        } else {
            encode(register.encoding(), value, register.count(), words, offset);
        }
    }

    /** The value of a register from its words; NaN of a text. */
    public static double decode(Register register, int[] words, int offset) {
        return register.table().isBits()
                ? unsigned(bits(register.count(), words, offset))
                : decode(register.encoding(), register.count(), words, offset);
    }

    /** The raw number in the words of a register that holds whole numbers or bits. */
    static long raw(Register register, int[] words, int offset) {
        if (register.table().isBits()) {
            return bits(register.count(), words, offset);
        }
        Encoding encoding = register.encoding();
        long raw = raw(encoding, register.count(), words, offset);
        return switch (encoding.type()) {
            case INT16 -> (short) raw;
            case INT32 -> (int) raw;
            default -> raw;
        };
    }

    /** Writes the words of a value from {@code offset} on. */
    public static void encode(Encoding encoding, double value, int count, int[] words, int offset) {
        put(raw(encoding, value, count), encoding, count, words, offset);
    }

    /** The value of the words from {@code offset} on; NaN of a text. */
    public static double decode(Encoding encoding, int count, int[] words, int offset) {
        if (encoding.type() == Type.STRING) {
            return Double.NaN;
        }
        long raw = raw(encoding, count, words, offset);
        double number = switch (encoding.type()) {
            case INT16 -> (short) raw;
            case INT32 -> (int) raw;
            case INT64 -> raw;
            case FLOAT32 -> Float.intBitsToFloat((int) raw);
            case FLOAT64 -> Double.longBitsToDouble(raw);
            default -> unsigned(raw);
        };
        return scaled(number, encoding.scale());
    }

    /** Writes the words of a text, two bytes of UTF-8 to a word, filled up with NUL. */
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
        for (int i = 0; i < count; i++) {
            int word = inByteOrder(encoding, words[offset + place(encoding, i, count)]);
            bytes[2 * i] = (byte) (word >> 8);
            bytes[2 * i + 1] = (byte) word;
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Writes the words of the value that a map gives a register, to the last digit; zeros if it gives none. */
    static void encodeConstant(Register register, int[] words, int offset) {
        Object constant = register.constant().orElse(0L);
        Encoding encoding = register.encoding();
        if (constant instanceof String text) {
            encodeText(encoding, text, register.count(), words, offset);
        } else if (constant instanceof Boolean flag) {
            words[offset] = flag ? 1 : 0;
        } else if (constant instanceof Double number
                && (number.isNaN() || encoding.type().isFloat())) {
            encode(register, number, words, offset);
        } else if (encoding.type().isFloat()) {
            encode(register, ((Number) constant).doubleValue(), words, offset);
        } else {
            long raw = new BigDecimal(constant.toString())
                    .divideToIntegralValue(BigDecimal.valueOf(encoding.scale()))
                    .toBigInteger()
                    .longValue();
            if (register.table().isBits()) {
                putBits(raw, register.count(), words, offset);
            } else {
                put(raw, encoding, register.count(), words, offset);
            }
        }
    }

    /** What SunSpec and many vendors send in place of a value that is not there: the bits of the raw number. */
    public static long notImplemented(Type type) {
        return switch (type) {
            case UINT16 -> 0xFFFFL;
            case INT16 -> 0x8000L;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT32 -> 0x8000_0000L;
            case INT64 -> Long.MIN_VALUE;
            case UINT64, BITS -> -1L;
            case FLOAT32 -> 0x7FC0_0000L;
            case FLOAT64 -> 0x7FF8_0000_0000_0000L;
            case STRING -> 0;
        };
    }

    /** One address is set by anything but 0; several are the bits of a number, the lowest first. */
    private static void encodeBits(double value, int count, int[] words, int offset) {
        if (Double.isNaN(value)) {
            putBits(0, count, words, offset);
        } else if (count == 1) {
            words[offset] = value != 0 ? 1 : 0;
        } else {
            putBits((long) value, count, words, offset);
        }
    }

    private static void putBits(long bits, int count, int[] words, int offset) {
        for (int i = 0; i < count; i++) {
            words[offset + i] = (int) (bits >> i & 1);
        }
    }

    private static long bits(int count, int[] words, int offset) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (long) words[offset + i] << i;
        }
        return bits;
    }

    /** The bits of a value's raw number. */
    private static long raw(Encoding encoding, double value, int count) {
        if (Double.isNaN(value)) {
            return notImplemented(encoding.type());
        }
        double raw = raw(value, encoding.scale());
        return switch (encoding.type()) {
            case FLOAT32 ->
                Integer.toUnsignedLong(
                        Float.floatToIntBits((float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, raw))));
            case FLOAT64 -> Double.doubleToLongBits(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, raw)));
            default -> whole(encoding, rounded(raw), count);
        };
    }

    private static long whole(Encoding encoding, double raw, int count) {
        if (raw >= lowest(encoding.type()) && raw <= highest(encoding.type(), count)) {
            return raw < 0x1p63 ? (long) raw : (long) (raw - 0x1p63) ^ Long.MIN_VALUE;
        }
        if (encoding.overflow() == Overflow.WRAP && !Double.isInfinite(raw)) {
            return new BigDecimal(raw).toBigInteger().longValue();
        }
        return (raw < 0 ? encoding.type().lowest() : encoding.type().highest(count)).longValue();
    }

    private static double rounded(double raw) {
        double size = Math.abs(raw);
        if (size >= WHOLE) {
            return raw;
        }
        double down = Math.floor(size);
        return Math.copySign(size - down >= 0.5 ? down + 1 : down, raw);
    }

    /** The raw number of a value, not rounded. */
    private static double raw(double value, double scale) {
        double steps = stepsInOne(scale);
        return steps == 0 ? value / scale : value * steps;
    }

    private static double scaled(double raw, double scale) {
        double steps = stepsInOne(scale);
        return steps == 0 ? raw * scale : raw / steps;
    }

    /**
     * How many steps of a scale make 1, if that is a whole number; else 0. A scale of 0.1 is not a tenth but a double near
     * it; by its 10 steps 1234 is 123.4, and not the 123.40000000000001 that a product makes of it.
     */
    private static double stepsInOne(double scale) {
        double steps = Math.rint(1 / scale);
        return Math.abs(steps * scale - 1) < 1e-12 ? steps : 0;
    }

    private static double lowest(Type type) {
        return switch (type) {
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    private static double highest(Type type, int count) {
        return switch (type) {
            case UINT16 -> WORD;
            case INT16 -> Short.MAX_VALUE;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT32 -> Integer.MAX_VALUE;
            case INT64 -> Math.nextDown(0x1p63);
            case UINT64 -> Math.nextDown(0x1p64);
            case BITS -> count == 4 ? Math.nextDown(0x1p64) : (1L << 16 * count) - 1;
            default -> 0;
        };
    }

    private static double unsigned(long raw) {
        return raw >= 0 ? raw : (double) (raw >>> 1 | raw & 1) * 2;
    }

    private static void put(long raw, Encoding encoding, int count, int[] words, int offset) {
        for (int i = 0; i < count; i++) {
            int word = (int) (raw >>> 16 * (count - 1 - i)) & WORD;
            words[offset + place(encoding, i, count)] = inByteOrder(encoding, word);
        }
    }

    private static long raw(Encoding encoding, int count, int[] words, int offset) {
        long raw = 0;
        for (int i = 0; i < count; i++) {
            raw = raw << 16 | inByteOrder(encoding, words[offset + place(encoding, i, count)]);
        }
        return raw;
    }

    /** Where the i-th word, counted from the most significant, stands. */
    private static int place(Encoding encoding, int i, int count) {
        return encoding.wordOrder() == Order.BIG ? i : count - 1 - i;
    }

    private static int inByteOrder(Encoding encoding, int word) {
        return encoding.byteOrder() == Order.BIG ? word : (word & 0xFF) << 8 | word >> 8;
    }
}
