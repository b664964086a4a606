package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.Rtu.brokenFrame;
import static io.dertwin.runtime.modbus.transport.Rtu.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.modbus.transport.SerialSettings.Parity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtuFramingTest {

    private static final String REQUEST = frame("01 03 12 34 00 01");
    private static final String ANSWER = frame("01 03 02 12 34");

    private final ArrayResponder responder = ArrayResponder.forUnitOne();
    private final Talk talk = Talk.rtu(responder);

    @Test
    void should_have_the_checksum_of_the_specification() {
        assertThat(frame("02 07")).isEqualTo("02 07 41 12");
    }

    @Test
    void should_answer_a_request_of_every_known_length() {
        assertThat(talk.hear(REQUEST)).isEqualTo(ANSWER);
        assertThat(talk.hear(frame("01 04 00 07 00 02"))).isEqualTo(frame("01 04 04 00 07 00 08"));
        assertThat(talk.hear(frame("01 06 00 07 AB CD"))).isEqualTo(frame("01 06 00 07 AB CD"));
        assertThat(talk.hear(frame("01 10 00 08 00 02 04 11 22 33 44"))).isEqualTo(frame("01 10 00 08 00 02"));
        assertThat(talk.hear(frame("01 04 00 07 00 03"))).isEqualTo(frame("01 04 06 AB CD 11 22 33 44"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 01 00 00 00 08",
                "01 02 00 00 00 08",
                "01 05 00 00 FF 00",
                "01 07",
                "01 08 00 00 12 34",
                "01 0B",
                "01 0C",
                "01 0F 00 00 00 0A 02 FF 03",
                "01 11",
                "01 14 07 06 00 04 00 01 00 02",
                "01 15 09 06 00 04 00 07 00 01 06 AF",
                "01 16 00 04 00 F2 00 25",
                "01 17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF",
                "01 18 04 DE",
                "01 2B 0E 01 00",
                "01 2B 0D 01 02 03 04 05",
                "01 41 01 02 03",
                "01 09",
                "01 7F 00"
            })
    void should_hand_a_request_to_the_responder_at_once_when_its_function_is_not_served(String request) {
        String function = String.format("%02X", RawClient.bytes(request)[1] | 0x80);

        assertThat(talk.hear(frame(request))).isEqualTo(frame("01 " + function + " 01"));
        assertThat(talk.hear(frame(request) + REQUEST)).isEqualTo(frame("01 " + function + " 01") + " " + ANSWER);
        assertThat(responder.droppedSoFar()).isEmpty();
    }

    @Test
    void should_answer_each_of_several_requests_that_arrive_together() {
        assertThat(talk.hear(REQUEST + frame("02 03 00 00 00 01") + REQUEST)).isEqualTo(ANSWER + " " + ANSWER);
        assertThat(responder.unitsAsked()).containsExactly(1, 2, 1);
    }

    @Test
    void should_answer_when_a_request_arrives_in_two_parts_however_it_is_split() {
        byte[] request = RawClient.bytes(frame("01 10 00 08 00 02 04 11 22 33 44"));
        for (int split = 1; split < request.length; split++) {
            assertThat(talk.hear(Arrays.copyOf(request, split))).isEmpty();
            assertThat(talk.waitMillis(300)).isEmpty();
            assertThat(talk.hear(Arrays.copyOfRange(request, split, request.length)))
                    .as("split after %d bytes", split)
                    .isEqualTo(frame("01 10 00 08 00 02"));
        }
        assertThat(responder.droppedSoFar()).isEmpty();
    }

    @Test
    void should_answer_when_a_request_comes_a_byte_a_second() {
        byte[] request = RawClient.bytes(REQUEST);
        for (int i = 0; i < request.length - 1; i++) {
            assertThat(talk.hear(new byte[] {request[i]})).isEmpty();
            assertThat(talk.waitMillis(1000)).isEmpty();
        }
        assertThat(talk.hear(new byte[] {request[request.length - 1]})).isEqualTo(ANSWER);
    }

    @Test
    void should_never_answer_a_broadcast_but_have_it_done() {
        assertThat(talk.hear(frame("00 06 00 07 AB CD"))).isEmpty();

        assertThat(responder.register(7)).isEqualTo(0xABCD);
    }

    @Test
    void should_drop_a_frame_with_a_wrong_checksum_once_the_line_is_quiet() {
        assertThat(talk.hear(brokenFrame("01 03 12 34 00 01"))).isEmpty();
        assertThat(talk.waitMillis(25)).isEmpty();

        assertThat(responder.droppedSoFar()).containsExactly("an RTU frame with a wrong CRC (8 bytes)");
        assertThat(talk.isWaiting()).isFalse();
        assertThat(talk.hear(REQUEST)).isEqualTo(ANSWER);
    }

    @Test
    void should_answer_the_request_that_follows_a_wrong_checksum_without_a_pause() {
        String sent = talk.hear(brokenFrame("01 03 12 34 00 01") + REQUEST) + talk.waitMillis(25);

        assertThat(sent).isEqualTo(ANSWER);
        assertThat(responder.droppedSoFar()).containsExactly("an RTU frame with a wrong CRC (8 bytes)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "FF",
                "55 AA",
                "00 00 00",
                "01",
                "01 03",
                "01 10 00 00 00 7B F6",
                "FF FF FF FF FF",
                "80 80 80"
            })
    void should_answer_the_request_that_follows_garbage_without_a_pause(String garbage) {
        String sent = talk.hear(garbage + REQUEST) + talk.waitMillis(25);

        assertThat(sent).isEqualTo(ANSWER);
        assertThat(responder.droppedSoFar()).hasSize(1);
        assertThat(talk.hear(REQUEST)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "FF",
                "55 AA",
                "00 00 00",
                "01",
                "01 03",
                "01 10 00 00 00 7B F6",
                "FF FF FF FF FF",
                "80 80 80"
            })
    void should_answer_the_request_that_follows_garbage_after_a_pause(String garbage) {
        assertThat(talk.hear(garbage)).isEmpty();
        assertThat(talk.waitMillis(1000)).isEmpty();
        String sent = talk.hear(REQUEST) + talk.waitMillis(25);

        assertThat(sent).isEqualTo(ANSWER);
        assertThat(responder.droppedSoFar()).hasSize(1);
    }

    @Test
    void should_give_up_a_request_of_which_the_rest_never_comes() {
        talk.hear("01 10 00 00 00 7B F6 00");
        talk.waitMillis(4900);
        assertThat(responder.droppedSoFar()).isEmpty();
        talk.waitMillis(200);

        assertThat(responder.droppedSoFar()).containsExactly("an incomplete RTU frame (8 bytes)");
        assertThat(talk.isWaiting()).isFalse();
    }

    @Test
    void should_take_no_notice_of_what_other_units_say() {
        String othersReadAndAnswer = frame("02 03 00 00 00 02") + frame("02 03 04 AA AA BB BB");
        String othersWriteAndAnswer = frame("03 10 00 00 00 01 02 12 34") + frame("03 10 00 00 00 01");
        String othersSingleWrite = frame("03 06 00 00 12 34") + frame("03 06 00 00 12 34");
        String othersCoils = frame("04 01 00 00 00 20") + frame("04 01 04 00 00 00 00");
        String othersException = frame("05 03 FF FF 00 01") + frame("05 83 02");
        String othersMask = frame("06 16 00 04 00 F2 00 25") + frame("06 16 00 04 00 F2 00 25");
        String othersReadWrite = frame("07 17 00 03 00 01 00 0E 00 01 02 00 FF") + frame("07 17 02 00 FE");
        String all = othersReadAndAnswer
                + othersWriteAndAnswer
                + othersSingleWrite
                + othersCoils
                + othersException
                + othersMask
                + othersReadWrite;

        assertThat(talk.hear(all + REQUEST)).isEqualTo(ANSWER);
        assertThat(responder.droppedSoFar()).isEmpty();
        assertThat(responder.unitsAsked()).doesNotContain(0).endsWith(1);
        for (byte one : RawClient.bytes(all)) {
            assertThat(talk.hear(new byte[] {one})).isEmpty();
        }
        assertThat(talk.hear(REQUEST)).isEqualTo(ANSWER);
        assertThat(responder.droppedSoFar()).isEmpty();
    }

    @Test
    void should_not_take_a_request_for_one_that_stands_inside_another_units_frame() {
        String inside = REQUEST;
        String others = frame("02 10 00 00 00 05 0A " + inside + " 00 00");

        assertThat(talk.hear(others)).isEmpty();
        assertThat(talk.hear(frame("02 03 0A " + inside + " 00 00"))).isEmpty();
        assertThat(responder.unitsAsked()).containsOnly(2);
    }

    @Test
    void should_hand_on_a_frame_whose_byte_count_is_wrong_but_whose_checksum_is_good() {
        assertThat(talk.hear(frame("01 10 00 08 00 02 02 11 22 33 44"))).isEmpty();
        assertThat(talk.waitMillis(25)).isEqualTo(frame("01 90 03"));
    }

    @Test
    void should_wait_longer_for_the_end_of_a_frame_on_a_slow_line() {
        SerialSettings slow = new SerialSettings(300, Parity.EVEN, 8, 1, false);
        Talk slowTalk = Talk.line(responder, slow);

        slowTalk.hear(brokenFrame("01 03 12 34 00 01"));
        slowTalk.waitMillis(100);
        assertThat(responder.droppedSoFar()).isEmpty();
        slowTalk.waitMillis(100);
        assertThat(responder.droppedSoFar()).hasSize(1);
    }

    @Test
    void should_keep_no_more_than_two_frames_of_noise() {
        RtuFraming framing = RtuFraming.ofStream();
        ByteBuffer noise = ByteBuffer.allocate(512);

        assertThat(framing.next(noise, 0)).isEqualTo(Framing.Find.NOISE);
        assertThat(framing.length()).isEqualTo(256);
    }
}
