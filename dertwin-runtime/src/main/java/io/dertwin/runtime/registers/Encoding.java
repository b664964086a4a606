package io.dertwin.runtime.registers;

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

    public enum Type {
        UINT16,
        INT16,
        UINT32,
        INT32,
        UINT64,
        INT64,
        FLOAT32,
        FLOAT64,
        STRING,
        BITS
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
