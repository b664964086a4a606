package io.dertwin.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTimeTest {

    @Test
    void should_stand_still_unless_somebody_says_otherwise() {
        assertThat(SiteTime.AS_THE_FILE_SAYS.option(Optional.empty())).contains("--stepped");
    }

    @Test
    void should_leave_it_to_the_site_file_that_says_something() {
        assertThat(SiteTime.AS_THE_FILE_SAYS.option(Optional.of(true))).isEmpty();
        assertThat(SiteTime.AS_THE_FILE_SAYS.option(Optional.of(false))).isEmpty();
    }

    @Test
    void should_win_over_the_site_file_when_the_test_says_something() {
        assertThat(SiteTime.REAL.option(Optional.of(false))).contains("--real-time");
        assertThat(SiteTime.STEPPED.option(Optional.of(true))).contains("--stepped");
    }
}
