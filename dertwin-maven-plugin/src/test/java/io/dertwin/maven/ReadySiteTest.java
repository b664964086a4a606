package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReadySiteTest {

    static final String JSON = """
            {"pid": 123, "version": "1.2.3", "site_name": "harbour",
             "control": {"url": "http://127.0.0.1:43210", "host": "127.0.0.1", "port": 43210},
             "devices": [
               {"id": "bess-1", "type": "bess", "endpoints": [
                 {"kind": "modbus_tcp", "host": "127.0.0.1", "port": 5020, "unit_id": 1},
                 {"kind": "modbus_rtu", "serial_port": "/tmp/bess", "host": "127.0.0.1", "port": 56001,
                  "bridge_port": 56001, "unit_id": 7}]},
               {"id": "meter", "type": "energy_meter", "endpoints": [
                 {"kind": "modbus_rtu", "serial_port": "/tmp/meter", "host": "127.0.0.1", "port": 56002,
                  "bridge_port": 56002, "unit_id": 3}]}]}
            """;

    @Test
    void should_read_what_a_site_says_of_itself() {
        ReadySite site = ReadySite.parse(JSON);

        assertThat(site.siteName()).isEqualTo("harbour");
        assertThat(site.control().url()).hasToString("http://127.0.0.1:43210");
        assertThat(site.devices()).extracting(ReadySite.Device::id).containsExactly("bess-1", "meter");
    }

    @Test
    void should_let_the_first_endpoint_stand_for_a_device_that_has_several() {
        ReadySite.Device bess = ReadySite.parse(JSON).devices().get(0);

        assertThat(bess.mainEndpoint()).map(ReadySite.Endpoint::port).contains(5020);
        assertThat(bess.serialEndpoint()).map(ReadySite.Endpoint::serialPort).contains("/tmp/bess");
    }

    @Test
    void should_describe_an_endpoint_in_a_line() {
        ReadySite.Device bess = ReadySite.parse(JSON).devices().get(0);

        assertThat(bess.endpoints())
                .extracting(ReadySite.Endpoint::describe)
                .containsExactly(
                        "modbus_tcp 127.0.0.1:5020, unit 1",
                        "modbus_rtu /tmp/bess, bridged to 127.0.0.1:56001, unit 7");
    }

    @Test
    void should_say_what_is_wrong_when_the_ready_file_is_not_json() {
        assertThatThrownBy(() -> ReadySite.parse("oops"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the simulator's ready file cannot be read: ");
    }
}
