package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {

    @Test
    void should_put_those_of_the_command_line_on_top_of_those_of_the_pom() {
        Properties properties = new Properties();
        properties.setProperty("dertwin.environment.DERTWIN_CONTROL_TOKEN", "secret");
        properties.setProperty("dertwin.environment.A", "2");
        properties.setProperty("dertwin.id", "plant");

        assertThat(EnvironmentVariables.of(Map.of("A", "1", "B", "1"), properties))
                .isEqualTo(Map.of("A", "2", "B", "1", "DERTWIN_CONTROL_TOKEN", "secret"));
    }
}
