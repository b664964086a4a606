package io.dertwin.junit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.junit.jupiter.DerTwinTest.Lifetime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** What the documentation shows. */
@DerTwinTest(site = "junit-site.json", lifetime = Lifetime.PER_CLASS)
class SharedSiteTest {

    @BeforeEach
    void goBackToTheBeginning(DerTwin site) {
        site.reset();
    }

    @RepeatedTest(2)
    void should_begin_at_midnight(DerTwin site) {
        assertThat(site.clock().hourOfDay()).isZero();
        site.clock().advance(Duration.ofHours(1));
    }
}
