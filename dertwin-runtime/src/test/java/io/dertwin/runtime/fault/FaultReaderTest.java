package io.dertwin.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {

    @Test
    void should_read_a_fault_with_all_its_keys() {
        Fault fault = FaultFiles.read("""
                {"id": "slow-1", "kind": "delay", "device": "meter", "ms": 800, "jitter": 20.5, "binding": "modbus_tcp",
                 "functions": [3, 4], "registers": ["active_power", 10126], "quantity_above": 1, "quantity_below": 100,
                 "first_requests": 3, "in": "PT10S", "duration": 30, "every": "PT1H", "probability": 0.5, "count": 7,
                 "skip": 2, "burst": 3}
                """);

        assertThat(fault)
                .isEqualTo(new Fault(
                        "slow-1",
                        "meter",
                        new FaultKind.Delay(800, 20.5),
                        new FaultScope(
                                Optional.of("modbus_tcp"),
                                Set.of(3, 4),
                                List.of(RegisterSelector.of("active_power"), RegisterSelector.of("10126")),
                                1,
                                100,
                                3),
                        new FaultTiming(10, true, 30, 3600, 0.5, 7, 2, 3)));
    }

    @Test
    void should_befall_everything_from_now_on_when_nothing_else_is_said() {
        Fault fault = FaultFiles.read("{'kind': 'no_response', 'device': 'meter'}");

        assertThat(fault.id()).isEmpty();
        assertThat(fault.scope()).isEqualTo(FaultScope.EVERYTHING);
        assertThat(fault.timing()).isEqualTo(FaultTiming.ALWAYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind': 'dely' | kind: must be one of delay, no_response, exception, disconnect, refuse, truncate, corrupt_crc, "
                        + "wrong_transaction_id, stale, stuck, offset, scale, noise, nan, shift, swap_words, write_ignored, "
                        + "write_delayed, write_reverted, trip, derate, communication_loss, but is \"dely\", did you mean 'delay'?",
                "'kind': 'delay' | ms: is missing",
                "'kind': 'delay', 'ms': -1 | ms: must be from 0 to 3600000, but is -1",
                "'kind': 'exception', 'code': 300 | code: must be from 1 to 255, but is 300",
                "'kind': 'truncate' | bytes: is missing",
                "'kind': 'offset', 'value': 1 | needs a \"register\", by name or address: offset is about certain values",
                "'kind': 'noise', 'register': 'soc' | std: is missing",
                "'kind': 'write_delayed' | delay: is missing",
                "'kind': 'write_reverted', 'after': 0 | after: must be longer than 0",
                "'kind': 'trip' | code: is missing",
                "'kind': 'derate', 'percent': 110 | percent: must be from 0 to 100, but is 110",
                "'kind': 'trip', 'code': 5, 'probability': 0.5 | probability: unknown key 'probability'",
                "'kind': 'nan', 'in': 5, 'at': 7 | must have at most one of \"in\", from now, and \"at\", in simulated seconds",
                "'kind': 'nan', 'duration': 5, 'every': 5 | every: must be longer than the duration, after which the fault pauses",
                "'kind': 'nan', 'probability': 1.5 | probability: must be from 0 to 1, but is 1.5",
                "'kind': 'nan', 'functions': [4, 200] | functions: must be function codes from 1 to 127, but has 200",
                "'kind': 'nan', 'registers': [[1]] | registers: must be a list of names or numbers, but has a list",
                "'kind': 'nan', 'registers': '70000' | registers: 70000 are no addresses: they go from 0 to 65535, the lower one first",
                "'kind': 'nan', 'register': 'a', 'registers': ['b'] | must have at most one of \"register\" and \"registers\"",
                "'kind': 'nan', 'id': 'A b' | id: must be of at most 100 lower-case letters, digits and '-', but is \"A b\"",
                "'kind': 'nan', 'tiems': 3 | tiems: unknown key 'tiems', did you mean 'ms'?"
            })
    void should_say_what_is_wrong(String keys, String problem) {
        List<String> problems = FaultFiles.problems("{'device': 'meter', " + keys + "}");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith(problem.replaceAll(", did you mean 'ms'\\?$", ""));
    }

    @Test
    void should_report_everything_that_is_wrong_at_once() {
        assertThat(FaultFiles.problems("{'kind': 'delay', 'ms': 'x', 'count': 0, 'colour': 1}"))
                .hasSize(4)
                .contains("device: is missing");
    }
}
