package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.RawClient.answer;
import static io.dertwin.runtime.modbus.transport.RawClient.request;
import static io.dertwin.runtime.modbus.transport.Rtu.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.modbus.transport.Delivery.Receipt;
import io.dertwin.runtime.modbus.transport.SerialSettings.Parity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final int ALL = Integer.MAX_VALUE;

    private final List<Boolean> receipts = new ArrayList<>();

    /** Delivers the reply to the request for register 5 in a way of its own, all others at once and whole. */
    private ArrayResponder responder(Delivery forRegister5) {
        return ArrayResponder.forAnyUnit()
                .delivering((unit, request) ->
                        request.getShort(request.position() + 1) == 5 ? forRegister5 : Delivery.whole());
    }

    private Delivery delivery(boolean send, long delayMillis, int length, boolean disconnect) {
        Receipt receipt = receipts::add;
        return new Delivery(send, TimeUnit.MILLISECONDS.toNanos(delayMillis), length, 0, false, disconnect, receipt);
    }

    @Test
    void should_tell_when_a_reply_has_left() {
        Talk talk = Talk.mbap(responder(delivery(true, 0, ALL, false)));

        assertThat(talk.hear(request(1, 1, 4))).isEqualTo(answer(1, 1, 4));
        assertThat(receipts).isEmpty();
        assertThat(talk.hear(request(2, 1, 5))).isEqualTo(answer(2, 1, 5));
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void should_hold_a_reply_back_and_have_later_requests_wait_behind_it() {
        Talk talk = Talk.mbap(responder(delivery(true, 800, ALL, false)));

        assertThat(talk.hear(request(1, 1, 4) + request(2, 1, 5) + request(3, 1, 6)))
                .isEqualTo(answer(1, 1, 4));
        assertThat(talk.hear(request(4, 1, 7))).isEmpty();
        assertThat(talk.waitMillis(799)).isEmpty();
        assertThat(receipts).isEmpty();
        assertThat(talk.waitMillis(1)).isEqualTo(answer(2, 1, 5) + " " + answer(3, 1, 6) + " " + answer(4, 1, 7));
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void should_leave_a_request_unanswered_and_go_on() {
        Talk talk = Talk.mbap(responder(delivery(false, 0, 0, false)));

        assertThat(talk.hear(request(1, 1, 5) + request(2, 1, 6))).isEqualTo(answer(2, 1, 6));
        assertThat(receipts).containsExactly(false);
    }

    @Test
    void should_send_the_beginning_of_a_reply_only() {
        Talk talk = Talk.mbap(responder(delivery(true, 0, 8, false)));

        assertThat(talk.hear(request(1, 1, 5))).isEqualTo("00 01 00 00 00 05 01 03");
        assertThat(talk.hear(request(2, 1, 6))).isEqualTo(answer(2, 1, 6));
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void should_count_a_reply_of_which_nothing_is_to_be_sent_as_sent() {
        Talk talk = Talk.mbap(responder(delivery(true, 0, 0, false)));

        assertThat(talk.hear(request(1, 1, 5))).isEmpty();
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void should_shift_the_transaction_id() {
        Delivery shifted = new Delivery(true, 0, ALL, -1, false, false, Receipt.NOT_WANTED);
        Talk talk = Talk.mbap(responder(shifted));

        assertThat(talk.hear(request(0, 1, 5))).isEqualTo(answer(0xFFFF, 1, 5));
    }

    @Test
    void should_end_the_conversation_after_the_reply() {
        Talk talk = Talk.mbap(responder(delivery(true, 0, 3, true)));

        assertThat(talk.hear(request(1, 1, 5) + request(2, 1, 6))).isEqualTo("00 01 00");
        assertThat(talk.isOver()).isTrue();
        assertThat(receipts).containsExactly(true);
    }

    @Test
    void should_end_the_conversation_instead_of_a_reply_when_the_delay_is_over() {
        Talk talk = Talk.mbap(responder(delivery(false, 100, 0, true)));

        assertThat(talk.hear(request(1, 1, 5))).isEmpty();
        assertThat(talk.isOver()).isFalse();
        assertThat(talk.waitMillis(100)).isEmpty();
        assertThat(talk.isOver()).isTrue();
        assertThat(receipts).containsExactly(false);
    }

    @Test
    void should_tell_that_a_reply_will_never_leave_when_the_connection_is_lost() {
        Talk talk = Talk.mbap(responder(delivery(true, 800, ALL, false)));

        talk.hear(request(1, 1, 5));
        talk.abandon();

        assertThat(receipts).containsExactly(false);
        assertThat(talk.isWaiting()).isFalse();
    }

    @Test
    void should_make_the_checksum_wrong() {
        Delivery corrupt = new Delivery(true, 0, ALL, 0, true, false, Receipt.NOT_WANTED);
        Talk talk = Talk.rtu(responder(corrupt));

        String sent = talk.hear(frame("01 03 00 05 00 01"));

        assertThat(sent).startsWith("01 03 02 00 05 ").isNotEqualTo(frame("01 03 02 00 05"));
    }

    @Test
    void should_answer_with_a_server_failure_when_the_responder_throws() {
        ArrayResponder broken = ArrayResponder.forAnyUnit().delivering((unit, request) -> {
            throw new IllegalStateException("thrown on purpose by a test");
        });

        assertThat(Talk.mbap(broken).hear(request(1, 1, 5))).isEqualTo("00 01 00 00 00 03 01 83 04");
        assertThat(Talk.rtu(broken).hear(frame("01 03 00 05 00 01"))).isEqualTo(frame("01 83 04"));
    }

    @Test
    void should_take_the_time_of_a_real_line_when_asked() {
        SerialSettings settings = new SerialSettings(9600, Parity.NONE, 8, 1, true);
        Talk talk = Talk.line(ArrayResponder.forAnyUnit(), settings);
        double requestMillis = (8 + 3.5) * 10 / 9.6;
        double replyMillis = (7 + 3.5) * 10 / 9.6;

        assertThat(talk.hear(frame("01 03 00 05 00 01"))).isEmpty();
        assertThat(talk.waitMillis(requestMillis + replyMillis - 0.01)).isEmpty();
        assertThat(talk.waitMillis(0.02)).isEqualTo(frame("01 03 02 00 05"));
    }
}
