package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class BackendNameTest {

    @Test
    void should_be_found_by_its_name() throws MojoFailureException {
        assertThat(BackendName.of("docker")).isEqualTo(BackendName.docker);
    }

    @Test
    void should_say_which_names_there_are() {
        assertThatThrownBy(() -> BackendName.of("podman"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<backend> must be auto, java or docker, but is 'podman'");
    }
}
