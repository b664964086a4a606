package io.dertwin.runtime.random;

/**
 * Gives every user of randomness a stream of its own, derived from the site's seed and the user's name: adding a device
 * does not change what the others draw.
 */
public final class RandomStreams {

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long seed;

    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /** The stream of this name. */
    public RandomStream named(String name) {
        return named(name, seed);
    }

    /** The stream of this name, from a seed of its own. */
    public RandomStream named(String name, long ownSeed) {
        return new RandomStream(RandomStream.mix(ownSeed) ^ hash(name));
    }

    /** FNV-1a, 64 bits, over the name's UTF-16 units. */
    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
