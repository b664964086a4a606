package io.dertwin.runtime.journal;

import io.dertwin.runtime.engine.CommandWrite;
import java.util.Arrays;

/** Some consecutive entries of the journal, in columns. Columns of what is rare come into being when they are needed. */
final class Segment {

    static final int SIZE = 512;

    private static final int WORDS_AT_FIRST = 4 * SIZE;
    private static final int BITS_A_WORD = 16;
    private static final int BYTES_A_WORD = 2;
    private static final int BITS_A_BYTE = 8;

    /** In the columns that are always there: times, references, bytes, words, and where the words begin. */
    private static final int ENTRY_BYTES = 4 * Long.BYTES + 3 * Integer.BYTES + 5 + 6 * BYTES_A_WORD + Integer.BYTES;

    private static final int REFERENCES_BYTES = SIZE * Integer.BYTES;
    private static final int TEXT_BYTES = 56;
    private static final int COMMAND_BYTES = 64;
    private static final int COMMAND_VALUE_BYTES = Integer.BYTES + Double.BYTES;

    private final double[] receivedTime = new double[SIZE];
    private final double[] answeredTime = new double[SIZE];
    private final long[] receivedWall = new long[SIZE];
    private final long[] answeredWall = new long[SIZE];
    private final String[] binding = new String[SIZE];
    private final String[] client = new String[SIZE];
    private final MappedDevice[] device = new MappedDevice[SIZE];
    private final byte[] unitId = new byte[SIZE];
    private final byte[] function = new byte[SIZE];
    private final byte[] outcome = new byte[SIZE];
    private final byte[] exceptionCode = new byte[SIZE];
    private final char[] readAddress = new char[SIZE];
    private final char[] readQuantity = new char[SIZE];
    private final char[] writeAddress = new char[SIZE];
    private final char[] writeQuantity = new char[SIZE];
    private final char[] frameLength = new char[SIZE];
    private final boolean[] hasReadWords = new boolean[SIZE];
    private final char[] writeWordCount = new char[SIZE];
    private final int[] wordsFrom = new int[SIZE];

    private String[] message;
    private String[] faults;
    private CommandWrite[] command;

    private char[] words = new char[WORDS_AT_FIRST];
    private int wordsEnd;
    /** With what hangs on the entries: texts and commands of their own, and the columns for them. */
    private int bytes = SIZE * ENTRY_BYTES + BYTES_A_WORD * WORDS_AT_FIRST;

    /** About how much memory it takes. */
    int bytes() {
        return bytes;
    }

    /** Gives back the room that its entries, of which no more come, have not used, if that is much. */
    void trim() {
        int used = Math.max(WORDS_AT_FIRST, wordsEnd);
        if (words.length > used + used / 2) {
            resize(used);
        }
    }

    /** Forgets its entries and keeps their room. */
    void reset() {
        wordsEnd = 0;
        bytes = SIZE * ENTRY_BYTES + BYTES_A_WORD * words.length;
        message = null;
        faults = null;
        command = null;
    }

    void put(int i, Transaction transaction) {
        binding[i] = transaction.binding;
        client[i] = transaction.client;
        device[i] = transaction.device;
        unitId[i] = (byte) transaction.unitId;
        function[i] = (byte) transaction.function;
        outcome[i] = (byte) transaction.outcome.ordinal();
        exceptionCode[i] = (byte) transaction.exceptionCode;
        receivedTime[i] = transaction.receivedTime;
        receivedWall[i] = transaction.receivedWall;
        answeredTime[i] = Double.NaN;
        if (i == 0 || client[i - 1] != transaction.client) {
            bytes += textBytes(transaction.client);
        }
        putWords(i, transaction);
        putRareParts(i, transaction);
    }

    private void putWords(int i, Transaction transaction) {
        boolean bits = isAboutBits(transaction.function);
        wordsFrom[i] = wordsEnd;
        readAddress[i] = (char) transaction.readAddress;
        readQuantity[i] = (char) transaction.readQuantity;
        hasReadWords[i] = transaction.readQuantity > 0 && transaction.readWords != null;
        if (hasReadWords[i]) {
            append(transaction.readWords, transaction.readQuantity, bits);
        }
        writeAddress[i] = (char) transaction.writeAddress;
        writeQuantity[i] = (char) transaction.writeQuantity;
        writeWordCount[i] = (char) transaction.writeWordCount;
        append(transaction.writeWords, transaction.writeWordCount, bits);
        frameLength[i] = (char) transaction.keptFrameLength();
        append(transaction.frame, frameLength[i]);
    }

    private void append(byte[] frame, int length) {
        ensureRoom(frameRoom(length));
        for (int j = 0; j < length; j += BYTES_A_WORD) {
            int second = j + 1 < length ? frame[j + 1] & 0xFF : 0;
            words[wordsEnd++] = (char) ((frame[j] & 0xFF) << BITS_A_BYTE | second);
        }
    }

    private static int frameRoom(int length) {
        return (length + BYTES_A_WORD - 1) / BYTES_A_WORD;
    }

    private void append(int[] values, int count, boolean bits) {
        if (!bits) {
            ensureRoom(count);
            for (int j = 0; j < count; j++) {
                words[wordsEnd++] = (char) values[j];
            }
            return;
        }
        ensureRoom(room(count, true));
        for (int j = 0; j < count; j += BITS_A_WORD) {
            int packed = 0;
            for (int bit = Math.min(count, j + BITS_A_WORD) - 1; bit >= j; bit--) {
                packed = packed << 1 | values[bit] & 1;
            }
            words[wordsEnd++] = (char) packed;
        }
    }

    private void ensureRoom(int count) {
        if (wordsEnd + count > words.length) {
            resize(Math.max(words.length + words.length / 4, wordsEnd + count));
        }
    }

    private void resize(int length) {
        int lengthBefore = words.length;
        words = Arrays.copyOf(words, length);
        bytes += BYTES_A_WORD * (length - lengthBefore);
    }

    private void putRareParts(int i, Transaction transaction) {
        if (!transaction.message.isEmpty()) {
            message = message == null ? references(new String[SIZE]) : message;
            message[i] = transaction.message;
            bytes += i == 0 || message[i - 1] != message[i] ? textBytes(message[i]) : 0;
        }
        if (transaction.faults != null) {
            faults = faults == null ? references(new String[SIZE]) : faults;
            faults[i] = transaction.faults;
            bytes += i == 0 || faults[i - 1] != faults[i] ? textBytes(faults[i]) : 0;
        }
        if (transaction.command != null) {
            command = command == null ? references(new CommandWrite[SIZE]) : command;
            command[i] = transaction.command;
            bytes += COMMAND_BYTES + transaction.writeQuantity * COMMAND_VALUE_BYTES;
        }
    }

    private <T> T[] references(T[] column) {
        bytes += REFERENCES_BYTES;
        return column;
    }

    private static int textBytes(String text) {
        return TEXT_BYTES + text.length();
    }

    void answered(int i, double time, long wall) {
        answeredTime[i] = time;
        answeredWall[i] = wall;
    }

    MappedDevice device(int i) {
        return device[i];
    }

    int function(int i) {
        return function[i] & 0xFF;
    }

    double receivedTime(int i) {
        return receivedTime[i];
    }

    boolean reads(int i) {
        return readQuantity[i] > 0;
    }

    boolean writes(int i) {
        return writeQuantity[i] > 0;
    }

    /** A copy of an entry, to be read at leisure. */
    Stored copy(int i, long sequence) {
        int functionCode = function(i);
        boolean bits = isAboutBits(functionCode);
        int at = wordsFrom[i];
        int[] read = unpack(at, hasReadWords[i] ? readQuantity[i] : 0, bits);
        at += room(read.length, bits);
        int[] written = unpack(at, writeWordCount[i], bits);
        at += room(written.length, bits);
        byte[] frame = new byte[frameLength[i]];
        for (int j = 0; j < frame.length; j++) {
            int two = words[at + j / BYTES_A_WORD];
            frame[j] = (byte) (j % BYTES_A_WORD == 0 ? two >> BITS_A_BYTE : two);
        }
        return new Stored(
                sequence,
                receivedTime[i],
                receivedWall[i],
                answeredTime[i],
                answeredWall[i],
                binding[i],
                client[i],
                unitId[i] & 0xFF,
                device[i],
                functionCode,
                new Stored.Range(readAddress[i], readQuantity[i], read),
                new Stored.Range(writeAddress[i], writeQuantity[i], written),
                Outcome.values()[outcome[i]],
                exceptionCode[i],
                message == null || message[i] == null ? "" : message[i],
                faults == null ? null : faults[i],
                command == null ? null : command[i],
                frame);
    }

    private static boolean isAboutBits(int functionCode) {
        return switch (functionCode) {
            case 0x01, 0x02, 0x05, 0x0F -> true;
            default -> false;
        };
    }

    private static int room(int count, boolean bits) {
        return bits ? (count + BITS_A_WORD - 1) / BITS_A_WORD : count;
    }

    private int[] unpack(int from, int count, boolean bits) {
        int[] values = new int[count];
        for (int j = 0; j < count; j++) {
            values[j] = bits ? words[from + j / BITS_A_WORD] >> (j % BITS_A_WORD) & 1 : words[from + j];
        }
        return values;
    }
}
