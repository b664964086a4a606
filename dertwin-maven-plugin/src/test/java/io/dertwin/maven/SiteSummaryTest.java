package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSummaryTest {

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
        assertThat(SiteSummary.simulated(seconds)).isEqualTo(text);
    }
}
