package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSummaryTest {

    @Test
    void should_say_what_happened_in_a_line() {
        assertThat(new SiteSummary(86_460, 8652, 1442, 0, 3))
                .hasToString("24 h 1 min simulated; 8652 requests, 1442 writes, 0 unmapped accesses, 3 exceptions");
        assertThat(new SiteSummary(0, 1, 1, 1, 1))
                .hasToString("0 s simulated; 1 request, 1 write, 1 unmapped access, 1 exception");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.1, 0.1 s",
        "12.5, 12.5 s",
        "59, 59 s",
        "60, 1 min 0 s",
        "1200, 20 min 0 s",
        "90061, 25 h 1 min"
    })
    void should_write_simulated_time_as_a_reader_wants_it(double seconds, String text) {
        assertThat(SiteSummary.duration(seconds)).isEqualTo(text);
    }
}
