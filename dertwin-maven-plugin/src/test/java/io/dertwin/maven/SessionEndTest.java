package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;

class SessionEndTest {

    private final List<String> happened = new ArrayList<>();
    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    @Test
    void should_act_before_others_hear_that_the_session_has_ended() {
        request.setExecutionListener(new AbstractExecutionListener() {
            @Override
            public void projectSucceeded(ExecutionEvent event) {
                happened.add("project succeeded");
            }

            @Override
            public void sessionEnded(ExecutionEvent event) {
                happened.add("session ended");
            }
        });
        SessionEnd.before(request, () -> happened.add("first site ended"));
        SessionEnd.before(request, () -> happened.add("second site ended"));

        request.getExecutionListener().projectSucceeded(null);
        request.getExecutionListener().sessionEnded(null);

        assertThat(happened)
                .containsExactly("project succeeded", "second site ended", "first site ended", "session ended");
    }

    @Test
    void should_do_where_nobody_else_listens() {
        SessionEnd.before(request, () -> happened.add("site ended"));

        request.getExecutionListener().sessionStarted(null);
        request.getExecutionListener().sessionEnded(null);

        assertThat(happened).containsExactly("site ended");
    }
}
