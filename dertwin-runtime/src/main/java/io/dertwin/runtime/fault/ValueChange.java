package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Codec;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterBank;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** What a fault does to the words of one register. */
@FunctionalInterface
interface ValueChange {

    ValueChange NOTHING = (words, from) -> {};

    /** The register's words begin at {@code words[from]}. */
    void apply(int[] words, int from);

    static ValueChange of(ActiveFault fault, RegisterBank bank, Register register) {
        FaultKind kind = fault.kind();
        if (kind.freezes()) {
            return fault.frozen(bank, register).map(ValueChange::put).orElse(NOTHING);
        }
        if (kind instanceof FaultKind.Stuck stuck) {
            return put(encoded(register, stuck.value().orElseThrow()));
        }
        if (register.table().isBits() || register.encoding().type() == Encoding.Type.STRING) {
            return NOTHING;
        }
        if (kind instanceof FaultKind.Offset offset) {
            return value(register, value -> value + offset.value());
        }
        if (kind instanceof FaultKind.Scale scale) {
            return value(register, value -> value * scale.factor());
        }
        if (kind instanceof FaultKind.Noise noise) {
            return value(register, value -> value + noise.standardDeviation() * fault.normal());
        }
        if (kind instanceof FaultKind.NotANumber) {
            return value(register, value -> Double.NaN);
        }
        if (kind instanceof FaultKind.SwapWords) {
            return reverse(register.count());
        }
        return NOTHING;
    }

    private static ValueChange put(int[] frozen) {
        return (words, from) -> System.arraycopy(frozen, 0, words, from, frozen.length);
    }

    private static ValueChange value(Register register, DoubleUnaryOperator change) {
        Encoding encoding = register.encoding();
        return (words, from) -> {
            double value = change.applyAsDouble(Codec.decode(encoding, register.count(), words, from));
            Codec.encode(encoding, value, register.count(), words, from);
        };
    }

    private static ValueChange reverse(int count) {
        return (words, from) -> {
            int[] before = Arrays.copyOfRange(words, from, from + count);
            for (int i = 0; i < count; i++) {
                words[from + i] = before[count - 1 - i];
            }
        };
    }

    private static int[] encoded(Register register, Object value) {
        int[] words = new int[register.count()];
        if (value instanceof String text) {
            Codec.encodeText(register.encoding(), text, register.count(), words, 0);
        } else if (register.table().isBits()) {
            for (int i = 0; i < register.count(); i++) {
                words[i] = (int) ((long) (double) (Double) value >> i & 1);
            }
        } else {
            Codec.encode(register.encoding(), (Double) value, register.count(), words, 0);
        }
        return words;
    }
}
