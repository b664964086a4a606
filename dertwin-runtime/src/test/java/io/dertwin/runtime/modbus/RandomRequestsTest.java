package io.dertwin.runtime.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RandomRequestsTest {

    private static final Set<Integer> FUNCTIONS =
            Set.of(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x08, 0x0F, 0x10, 0x16, 0x17, 0x2B);

    private final MemoryBank bank = new MemoryBank(40_000);
    private final Wire wire = Wire.to(bank);

    @Property(tries = 20_000)
    void should_always_answer_as_the_specification_allows(@ForAll @Size(min = 1, max = 253) byte[] request) {
        requireProperReply(request);
    }

    @Property(tries = 20_000)
    void should_always_answer_as_the_specification_allows_when_the_function_is_known(
            @ForAll @IntRange(min = 0, max = 0x30) int function, @ForAll @Size(max = 20) byte[] rest) {
        byte[] request = new byte[rest.length + 1];
        request[0] = (byte) function;
        System.arraycopy(rest, 0, request, 1, rest.length);

        requireProperReply(request);
    }

    private void requireProperReply(byte[] request) {
        byte[] reply = wire.ask(1, request);

        int function = request[0] & 0xFF;
        assertThat(reply).hasSizeBetween(2, 253);
        if (!FUNCTIONS.contains(function)) {
            assertThat(reply).containsExactly(function | 0x80, 1);
        } else if (reply[0] == request[0]) {
            assertThat(reply).hasSize(length(function, request, reply));
        } else {
            assertThat(reply).hasSize(2);
            assertThat(reply[0]).isEqualTo((byte) (function | 0x80));
            assertThat(reply[1]).isBetween((byte) 1, (byte) 3);
        }
    }

    /** The length of an answer that is none of an exception. */
    private static int length(int function, byte[] request, byte[] reply) {
        int quantity = request.length < 5 ? 0 : (request[3] & 0xFF) << 8 | request[4] & 0xFF;
        return switch (function) {
            case 0x01, 0x02 -> 2 + (quantity + 7) / 8;
            case 0x03, 0x04, 0x17 -> 2 + 2 * quantity;
            case 0x05, 0x06, 0x0F, 0x10 -> 5;
            case 0x16 -> 7;
            case 0x08 -> request.length;
            default -> reply.length;
        };
    }
}
