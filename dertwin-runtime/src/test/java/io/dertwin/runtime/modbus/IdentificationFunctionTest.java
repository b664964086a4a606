package io.dertwin.runtime.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentificationFunctionTest {

    private static final DeviceIdentification SHORT = new DeviceIdentification("AB", "C", "1.0", "bess-1");

    private static final String BASIC = "00 02 41 42 01 01 43 02 03 31 2E 30";
    private static final String PRODUCT_NAME = "04 06 62 65 73 73 2D 31";

    @Test
    void should_stream_the_basic_objects_when_they_are_asked_for() {
        assertThat(ask("0E 01 00", SHORT)).isEqualTo("2B 0E 01 82 00 00 03 " + BASIC);
    }

    @Test
    void should_stream_the_regular_objects_too_when_they_are_asked_for() {
        assertThat(ask("0E 02 00", SHORT)).isEqualTo("2B 0E 02 82 00 00 04 " + BASIC + " " + PRODUCT_NAME);
    }

    @Test
    void should_stream_what_there_is_when_more_than_its_conformity_level_is_asked_for() {
        assertThat(ask("0E 03 00", SHORT)).isEqualTo("2B 0E 03 82 00 00 04 " + BASIC + " " + PRODUCT_NAME);
    }

    @Test
    void should_stream_from_the_object_that_is_named() {
        assertThat(ask("0E 02 02", SHORT)).isEqualTo("2B 0E 02 82 00 00 02 02 03 31 2E 30 " + PRODUCT_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0E 01 04", "0E 01 03", "0E 01 80", "0E 01 FF"})
    void should_stream_from_the_start_when_the_named_object_is_not_there(String request) {
        assertThat(ask(request, SHORT)).isEqualTo("2B 0E 01 82 00 00 03 " + BASIC);
    }

    @Test
    void should_give_one_object_when_it_is_asked_for_alone() {
        assertThat(ask("0E 04 04", SHORT)).isEqualTo("2B 0E 04 82 00 00 01 " + PRODUCT_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "0E 04 03, 2",
        "0E 04 05, 2",
        "0E 04 FF, 2",
        "0E 00 00, 3",
        "0E 05 00, 3",
        "0E 01, 3",
        "0E 01 00 00, 3",
        "0D 01 00, 1",
        "0D, 1"
    })
    void should_refuse_as_the_specification_says_when_a_request_is_wrong(String request, int exception) {
        ByteBuffer pdu = ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(request));

        assertThat(IdentificationFunction.respond(pdu, SHORT, ByteBuffer.allocate(253)))
                .isEqualTo(exception);
    }

    @Test
    void should_say_that_more_follows_when_not_all_objects_fit() {
        var wordy = new DeviceIdentification("V".repeat(120), "P".repeat(100), "1.0", "N".repeat(120));

        String first = ask("0E 02 00", wordy);
        assertThat(first).startsWith("2B 0E 02 82 FF 04 03 00 78 56");
        assertThat(ask("0E 02 04", wordy)).startsWith("2B 0E 02 82 00 00 01 04 78 4E");
    }

    @Test
    void should_fill_the_largest_reply_and_no_more_when_an_object_is_longer_than_that() {
        var endless = new DeviceIdentification("V".repeat(1000), "P".repeat(1000), "1", "N");
        ByteBuffer reply = ByteBuffer.allocate(253);

        assertThat(IdentificationFunction.respond(ByteBuffer.wrap(new byte[] {0x0E, 1, 0}), endless, reply))
                .isZero();

        assertThat(reply.remaining()).isZero();
        assertThat(new String(reply.array(), 9, 244, StandardCharsets.US_ASCII)).isEqualTo("V".repeat(244));
        assertThat(reply.get(4)).isEqualTo((byte) 0xFF);
        assertThat(reply.get(5)).isEqualTo((byte) 1);
    }

    private static String ask(String request, DeviceIdentification identification) {
        HexFormat hex = HexFormat.ofDelimiter(" ").withUpperCase();
        ByteBuffer reply = ByteBuffer.allocate(253);
        int exception = IdentificationFunction.respond(ByteBuffer.wrap(hex.parseHex(request)), identification, reply);
        assertThat(exception).isZero();
        return hex.formatHex(reply.array(), 0, reply.position());
    }
}
