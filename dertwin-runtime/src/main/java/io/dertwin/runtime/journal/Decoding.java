package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Codec;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import java.util.Optional;

/** What words mean, by the register they belong to. */
final class Decoding {

    private Decoding() {}

    /** The register's words begin at {@code words[from]}. */
    static JournalValue value(Register register, int[] words, int from) {
        Encoding encoding = register.encoding();
        if (encoding.type() == Encoding.Type.STRING) {
            String text = Codec.decodeText(encoding, register.count(), words, from);
            return value(register, text, Optional.empty());
        }
        double number = register.table().isBits()
                ? bits(register, words, from)
                : Codec.decode(encoding, register.count(), words, from);
        long raw = register.table().isBits() ? (long) number : Math.round(number / encoding.scale());
        return value(register, number, Optional.ofNullable(register.options().get(raw)));
    }

    private static JournalValue value(Register register, Object value, Optional<String> option) {
        return new JournalValue(
                register.name(), register.internalName(), register.address(), value, register.unit(), option);
    }

    /** Several addresses are the bits of a number, the lowest first. */
    private static double bits(Register register, int[] words, int from) {
        long bits = 0;
        for (int i = 0; i < register.count(); i++) {
            bits |= (long) words[from + i] << i;
        }
        return bits;
    }
}
