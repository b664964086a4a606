package io.dertwin.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.SiteClock;
import io.dertwin.runtime.site.EmbeddedSite;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The contract in this JVM. */
class EmbeddedSiteTest extends SiteContract {

    @Override
    DerTwin start(Path siteFile) {
        return EmbeddedSite.start(siteFile);
    }

    @Test
    void should_not_move_any_more_once_it_is_closed() throws Exception {
        SiteClock clock = site.clock();
        CompletableFuture<Void> advance = CompletableFuture.runAsync(() -> clock.advance(Long.MAX_VALUE));
        while (clock.ticks() == 0) {
            Thread.onSpinWait();
        }

        site.close();

        assertThatThrownBy(advance::get)
                .hasCauseInstanceOf(DerTwinException.class)
                .hasMessageEndingWith("the site is closed: its clock does not move any more");
        assertThatThrownBy(() -> clock.follow(1))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("the site is closed: its clock does not move any more");
        assertThat(clock.mode()).isEqualTo(ClockMode.STEPPED);
    }
}
