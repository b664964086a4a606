package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.RawClient.answer;
import static io.dertwin.runtime.modbus.transport.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MbapFramingTest {

    private final ArrayResponder responder = ArrayResponder.forAnyUnit();
    private final Talk talk = Talk.mbap(responder);

    @Test
    void should_echo_transaction_and_unit() {
        assertThat(talk.hear(request(0xFFFE, 247, 0x1234))).isEqualTo(answer(0xFFFE, 247, 0x1234));
    }

    @Test
    void should_answer_when_a_request_arrives_in_two_parts_however_it_is_split() {
        byte[] request = RawClient.bytes("00 01 00 00 00 0B 01 10 00 08 00 02 04 11 22 33 44");
        for (int split = 1; split < request.length; split++) {
            assertThat(talk.hear(Arrays.copyOf(request, split))).isEmpty();
            assertThat(talk.hear(Arrays.copyOfRange(request, split, request.length)))
                    .as("split after %d bytes", split)
                    .isEqualTo("00 01 00 00 00 06 01 10 00 08 00 02");
        }
    }

    @Test
    void should_answer_when_a_request_comes_a_byte_an_hour() {
        byte[] request = RawClient.bytes(request(1, 1, 5));
        for (int i = 0; i < request.length - 1; i++) {
            assertThat(talk.hear(new byte[] {request[i]})).isEmpty();
            assertThat(talk.waitMillis(3_600_000)).isEmpty();
        }
        assertThat(talk.hear(new byte[] {request[request.length - 1]})).isEqualTo(answer(1, 1, 5));
    }

    @Test
    void should_answer_requests_that_are_glued_together_in_their_order() {
        String glued = request(1, 1, 5) + request(2, 9, 6) + request(3, 1, 7) + "0004 0000";

        assertThat(talk.hear(glued)).isEqualTo(answer(1, 1, 5) + " " + answer(2, 9, 6) + " " + answer(3, 1, 7));
        assertThat(talk.hear("0006 01 03 0008 0001")).isEqualTo(answer(4, 1, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "0001 0001 0006 01 03 0000 0001, MBAP header with protocol id 1 instead of 0 (12 bytes)",
        "0001 FFFF 0006 01 03 0000 0001, MBAP header with protocol id 65535 instead of 0 (12 bytes)",
        "0001 0000 0000, 'MBAP header with length 0, not 2 to 254 (6 bytes)'",
        "0001 0000 0001 01, 'MBAP header with length 1, not 2 to 254 (7 bytes)'",
        "0001 0000 00FF 01 03, 'MBAP header with length 255, not 2 to 254 (8 bytes)'",
        "0001 0000 FFFF 01 03, 'MBAP header with length 65535, not 2 to 254 (8 bytes)'",
        "4745 5420 2F20 48 54 54 50, MBAP header with protocol id 21536 instead of 0 (10 bytes)"
    })
    void should_drop_what_has_a_malformed_header_and_end_the_conversation(String malformed, String reason) {
        assertThat(talk.hear(request(1, 1, 5) + malformed)).isEqualTo(answer(1, 1, 5));

        assertThat(responder.droppedSoFar()).containsExactly(reason);
        assertThat(talk.isOver()).isTrue();
        assertThat(talk.hear(request(2, 1, 5))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 254})
    void should_take_the_shortest_and_the_longest_frame(int length) {
        byte[] frame = new byte[6 + length];
        frame[4] = (byte) (length >>> 8);
        frame[5] = (byte) length;
        frame[6] = 1;
        frame[7] = 0x41;

        assertThat(talk.hear(frame)).isEqualTo("00 00 00 00 00 03 01 C1 01");
    }
}
