package io.dertwin.runtime.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class CodecTest {

    private static final double[] SCALES = {1, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.5, 0.25, 10, 1000, -1, -0.1, 3, 0.3
    };

    /** A type of whole numbers in some order at some scale, and a raw number that it holds. */
    record Whole(Encoding encoding, BigInteger raw) {

        int count() {
            return encoding.type().words();
        }

        /** The value that a person would calculate. */
        double value() {
            return new BigDecimal(raw)
                    .multiply(BigDecimal.valueOf(encoding.scale()))
                    .doubleValue();
        }
    }

    @Property(tries = 5_000)
    void should_lay_out_words_as_the_orders_say(@ForAll("wholes") Whole whole) {
        int[] words = new int[whole.count()];

        Codec.encodeConstant(register(whole.encoding(), whole.count(), exact(whole)), words, 0);

        assertThat(words).isEqualTo(expected(whole));
    }

    @Property(tries = 5_000)
    void should_read_what_it_has_written_to_the_last_bit(@ForAll("wholes") Whole whole) {
        int[] words = expected(whole);
        double value = Codec.decode(whole.encoding(), whole.count(), words, 0);
        int[] again = new int[whole.count()];

        Codec.encode(whole.encoding(), value, whole.count(), again, 0);

        // a double carries 53 bits; of a longer number the rest is gone once it has been a value
        if (whole.raw().bitLength() <= 50) {
            assertThat(again).isEqualTo(words);
            assertThat(Codec.overflows(register(whole.encoding(), whole.count(), 0L), value))
                    .isFalse();
        }
    }

    @Property(tries = 5_000)
    void should_decode_to_the_number_that_a_person_would_calculate(@ForAll("wholes") Whole whole) {
        double value = Codec.decode(whole.encoding(), whole.count(), expected(whole), 0);

        double steps = 1 / whole.encoding().scale();
        if (Math.abs(steps - Math.rint(steps)) < 1e-9 && whole.raw().bitLength() <= 53) {
            assertThat(value).isEqualTo(whole.value());
        } else {
            assertThat(value).isCloseTo(whole.value(), withPercentage(1e-12));
        }
    }

    @Property(tries = 5_000)
    void should_round_to_the_nearest_step(@ForAll("wholes") Whole whole, @ForAll("fractions") double fraction) {
        Encoding encoding = whole.encoding();
        if (whole.raw().bitLength() > 40) {
            return;
        }
        double value = whole.value() + fraction * encoding.scale();
        int[] words = new int[whole.count()];

        Codec.encode(encoding, value, whole.count(), words, 0);

        assertThat(words).isEqualTo(expected(whole));
    }

    @Property(tries = 5_000)
    void should_saturate_or_wrap_beyond_the_range(@ForAll("wholes") Whole whole, @ForAll("beyond") double share) {
        Type type = whole.encoding().type();
        BigInteger size = type.highest(whole.count()).subtract(type.lowest()).add(BigInteger.ONE);
        double value = (share < 0 ? type.lowest() : type.highest(whole.count())).doubleValue() * 1.001
                + share * size.doubleValue();
        Encoding saturating = new Encoding(type, 1, Order.BIG, Order.BIG, Overflow.SATURATE);
        Encoding wrapping = new Encoding(type, 1, Order.BIG, Order.BIG, Overflow.WRAP);
        int[] saturated = new int[whole.count()];
        int[] wrapped = new int[whole.count()];

        Codec.encode(saturating, value, whole.count(), saturated, 0);
        Codec.encode(wrapping, value, whole.count(), wrapped, 0);

        BigInteger bound = share < 0 ? type.lowest() : type.highest(whole.count());
        BigInteger raw = new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        assertThat(saturated).isEqualTo(expected(new Whole(saturating, bound)));
        assertThat(wrapped).isEqualTo(expected(new Whole(wrapping, raw)));
        assertThat(Codec.overflows(register(saturating, whole.count(), 0L), value))
                .isTrue();
        assertThat(Codec.overflows(register(wrapping, whole.count(), 0L), value))
                .isTrue();
    }

    @Property(tries = 5_000)
    void should_carry_floats_bit_by_bit(
            @ForAll float value, @ForAll("orders") Order words, @ForAll("orders") Order bytes) {
        Encoding encoding = new Encoding(Type.FLOAT32, 1, words, bytes, Overflow.SATURATE);
        int[] encoded = new int[2];

        Codec.encode(encoding, value, 2, encoded, 0);

        assertThat(encoded)
                .isEqualTo(
                        ordered(encoding, ByteBuffer.allocate(4).putFloat(value).array()));
        assertThat(Codec.decode(encoding, 2, encoded, 0)).isEqualTo(value);
    }

    @Property(tries = 5_000)
    void should_carry_doubles_bit_by_bit(
            @ForAll double value, @ForAll("orders") Order words, @ForAll("orders") Order bytes) {
        Encoding encoding = new Encoding(Type.FLOAT64, 1, words, bytes, Overflow.SATURATE);
        int[] encoded = new int[4];

        Codec.encode(encoding, value, 4, encoded, 0);

        assertThat(encoded)
                .isEqualTo(ordered(
                        encoding, ByteBuffer.allocate(8).putDouble(value).array()));
        assertThat(Codec.decode(encoding, 4, encoded, 0)).isEqualTo(value);
    }

    @Property(tries = 2_000)
    void should_carry_texts(
            @ForAll @StringLength(max = 10) String text, @ForAll("orders") Order words, @ForAll("orders") Order bytes) {
        String printable = text.replaceAll("[\\x00\\p{Cs}]", "?");
        Encoding encoding = new Encoding(Type.STRING, 1, words, bytes, Overflow.SATURATE);
        int[] encoded = new int[20];

        Codec.encodeText(encoding, printable, 20, encoded, 0);

        assertThat(Codec.decodeText(encoding, 20, encoded, 0)).isEqualTo(printable);
    }

    @Example
    void should_put_two_characters_into_a_word() {
        int[] words = {1, 1, 1, 1};
        Encoding encoding = new Encoding(Type.STRING, 1, Order.BIG, Order.BIG, Overflow.SATURATE);

        Codec.encodeText(encoding, "SunSp", 4, words, 0);

        assertThat(words).containsExactly(0x5375, 0x6E53, 0x7000, 0);
    }

    @Example
    void should_round_halves_away_from_zero() {
        assertThat(raw(0.5)).isEqualTo(1);
        assertThat(raw(-0.5)).isEqualTo(-1);
        assertThat(raw(2.5)).isEqualTo(3);
        assertThat(raw(0.49999999999999994)).isZero();
        assertThat(raw(-0.0)).isZero();
    }

    @Example
    void should_not_round_what_has_no_digits_behind_the_point() {
        Encoding encoding = new Encoding(Type.INT64, 1, Order.BIG, Order.BIG, Overflow.SATURATE);
        int[] words = new int[4];

        Codec.encode(encoding, 4503599627370497.0, 4, words, 0);

        assertThat(Codec.decode(encoding, 4, words, 0)).isEqualTo(4503599627370497.0);
    }

    @Example
    void should_saturate_what_is_infinite_and_floats_that_are_too_large() {
        assertThat(words(Type.UINT16, Double.POSITIVE_INFINITY)).containsExactly(0xFFFF);
        assertThat(words(Type.INT32, Double.NEGATIVE_INFINITY)).containsExactly(0x8000, 0);
        assertThat(words(Type.INT64, 1e300)).containsExactly(0x7FFF, 0xFFFF, 0xFFFF, 0xFFFF);
        assertThat(words(Type.UINT64, 1e300)).containsExactly(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF);
        assertThat(words(Type.UINT64, -1)).containsExactly(0, 0, 0, 0);
        assertThat(words(Type.FLOAT32, 1e300)).containsExactly(0x7F7F, 0xFFFF);
        assertThat(words(Type.FLOAT32, Double.NEGATIVE_INFINITY)).containsExactly(0xFF7F, 0xFFFF);
        assertThat(words(Type.FLOAT64, Double.POSITIVE_INFINITY)).containsExactly(0x7FEF, 0xFFFF, 0xFFFF, 0xFFFF);
        assertThat(Codec.overflows(register(encoding(Type.FLOAT32), 2, 0L), 1e39))
                .isTrue();
        assertThat(Codec.overflows(register(encoding(Type.FLOAT64), 4, 0L), 1e308))
                .isFalse();
    }

    @Example
    void should_have_a_value_that_says_not_implemented_in_every_type() {
        assertThat(words(Type.UINT16, Double.NaN)).containsExactly(0xFFFF);
        assertThat(words(Type.INT16, Double.NaN)).containsExactly(0x8000);
        assertThat(words(Type.UINT32, Double.NaN)).containsExactly(0xFFFF, 0xFFFF);
        assertThat(words(Type.INT32, Double.NaN)).containsExactly(0x8000, 0);
        assertThat(words(Type.UINT64, Double.NaN)).containsExactly(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF);
        assertThat(words(Type.INT64, Double.NaN)).containsExactly(0x8000, 0, 0, 0);
        assertThat(words(Type.FLOAT32, Double.NaN)).containsExactly(0x7FC0, 0);
        assertThat(words(Type.FLOAT64, Double.NaN)).containsExactly(0x7FF8, 0, 0, 0);
        assertThat(words(Type.BITS, Double.NaN)).containsExactly(0xFFFF);
        assertThat(Codec.overflows(register(encoding(Type.UINT16), 1, 0L), Double.NaN))
                .isFalse();
    }

    @Example
    void should_scale_floats_too() {
        Encoding encoding = new Encoding(Type.FLOAT32, 1000, Order.BIG, Order.BIG, Overflow.SATURATE);
        int[] words = new int[2];

        Codec.encode(encoding, 1500, 2, words, 0);

        assertThat(words).containsExactly(0x3FC0, 0);
        assertThat(Codec.decode(encoding, 2, words, 0)).isEqualTo(1500);
    }

    @Example
    void should_count_the_bits_of_coils_from_the_lowest() {
        Register coils = new Register(
                "x",
                Optional.empty(),
                Table.COIL,
                Direction.READ,
                0,
                5,
                encoding(Type.BITS),
                Optional.of(0b10110L),
                "",
                Map.of(),
                "",
                1);
        int[] words = new int[5];

        Codec.encodeConstant(coils, words, 0);

        assertThat(words).containsExactly(0, 1, 1, 0, 1);
        assertThat(Codec.decode(coils, words, 0)).isEqualTo(0b10110);
        Codec.encode(coils, 0b01001, words, 0);
        assertThat(words).containsExactly(1, 0, 0, 1, 0);
        Codec.encode(coils, Double.NaN, words, 0);
        assertThat(words).containsExactly(0, 0, 0, 0, 0);
    }

    @Provide
    Arbitrary<Whole> wholes() {
        Arbitrary<Type> types =
                Arbitraries.of(Type.UINT16, Type.INT16, Type.UINT32, Type.INT32, Type.UINT64, Type.INT64);
        Arbitrary<Double> scales =
                Arbitraries.integers().between(0, SCALES.length - 1).map(i -> SCALES[i]);
        return Combinators.combine(types, scales, orders(), orders(), Arbitraries.of(Overflow.values()))
                .flatAs((type, scale, words, bytes, overflow) -> Arbitraries.bigIntegers()
                        .between(type.lowest(), type.highest(type.words()))
                        .map(raw -> new Whole(new Encoding(type, scale, words, bytes, overflow), raw)));
    }

    @Provide
    Arbitrary<Order> orders() {
        return Arbitraries.of(Order.values());
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.integers().between(-499, 499).map(thousandths -> thousandths / 1000.0);
    }

    @Provide
    Arbitrary<Double> beyond() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0.01, 1e6), Arbitraries.doubles().between(-1e6, -0.01));
    }

    /** The words as a person would lay them out, from the bytes of the number. */
    private static int[] expected(Whole whole) {
        byte[] bytes = new byte[2 * whole.count()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = whole.raw().shiftRight(8 * (bytes.length - 1 - i)).byteValue();
        }
        return ordered(whole.encoding(), bytes);
    }

    private static int[] ordered(Encoding encoding, byte[] bytes) {
        int count = bytes.length / 2;
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            int high = bytes[2 * i] & 0xFF;
            int low = bytes[2 * i + 1] & 0xFF;
            int word = encoding.byteOrder() == Order.BIG ? high << 8 | low : low << 8 | high;
            words[encoding.wordOrder() == Order.BIG ? i : count - 1 - i] = word;
        }
        return words;
    }

    private static Object exact(Whole whole) {
        BigDecimal value = new BigDecimal(whole.raw())
                .multiply(BigDecimal.valueOf(whole.encoding().scale()));
        return whole.encoding().scale() == 1 ? whole.raw() : value;
    }

    private static long raw(double value) {
        int[] words = words(Type.INT16, value);
        return (short) words[0];
    }

    private static int[] words(Type type, double value) {
        int count = type == Type.BITS ? 1 : type.words();
        int[] words = new int[count];
        Codec.encode(encoding(type), value, count, words, 0);
        return words;
    }

    private static Encoding encoding(Type type) {
        return new Encoding(type, 1, Order.BIG, Order.BIG, Overflow.SATURATE);
    }

    private static Register register(Encoding encoding, int count, Object constant) {
        return new Register(
                "x",
                Optional.empty(),
                Table.HOLDING_REGISTER,
                Direction.READ,
                0,
                count,
                encoding,
                Optional.of(constant),
                "",
                Map.of(),
                "",
                1);
    }
}
