package io.dertwin.junit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class DerTwinTestTest {

    @Test
    void should_give_every_test_a_fresh_site() {
        run(Fresh.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @Test
    void should_share_a_site_among_the_tests_of_a_class() {
        run(Shared.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @Test
    void should_leave_evidence_when_a_test_fails() throws IOException {
        run(Failing.class).assertStatistics(stats -> stats.started(1).failed(1));

        Path file = Path.of(System.getProperty("basedir", ""), "target", "dertwin", "Failing.fails.txt");
        assertThat(Files.readString(file))
                .startsWith("Site 'plant' when fails(DerTwin) failed, at t=7.0 s\n\nThe latest Modbus requests:\n")
                .contains("bess-1, a bess:\n", "  system_soc = 50.0\n");
        assertThat(file.resolveSibling("Failing.fails.html"))
                .content()
                .contains("<title>plant · DER Twin report</title>", "7 s simulated");
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    @DerTwinTest(site = "junit-site.json")
    static class Fresh {

        @Test
        void one(DerTwin site, @Device("bess-1") SimulatedDevice bess) {
            assertThat(bess.id()).isEqualTo("bess-1");
            assertThat(site.clock().ticks()).isZero();
            site.clock().advance(1);
        }

        @Test
        void other(DerTwin site) {
            assertThat(site.clock().ticks()).isZero();
            site.clock().advance(1);
        }
    }

    @DerTwinTest(site = "junit-site.json", lifetime = DerTwinTest.Lifetime.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Shared {

        @Test
        @Order(1)
        void first(DerTwin site) {
            site.clock().advance(5);
        }

        @Test
        @Order(2)
        void second(DerTwin site) {
            assertThat(site.clock().ticks()).isEqualTo(5);
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class Failing {

        @Test
        void fails(DerTwin site) {
            site.clock().advance(7);
            assertThat(site.clock().ticks()).isZero();
        }
    }
}
