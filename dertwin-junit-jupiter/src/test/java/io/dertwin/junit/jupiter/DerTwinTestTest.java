package io.dertwin.junit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dertwin.client.DerTwin;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.SimulatedDevice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
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
    void should_give_nested_classes_the_site_of_the_class_around_them() {
        run(Outer.class).assertStatistics(stats -> stats.started(3).succeeded(3));
    }

    @Test
    void should_share_a_site_with_nested_classes() {
        run(SharedWithNested.class).assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @Test
    void should_take_the_annotation_from_a_superclass_and_from_another_annotation() {
        run(Inheriting.class).assertStatistics(stats -> stats.started(2).succeeded(2));
        run(WithAnnotationOfOnesOwn.class)
                .assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void should_give_every_invocation_of_a_parameterized_or_repeated_test_a_fresh_site() {
        run(Invoked.class).assertStatistics(stats -> stats.started(5).succeeded(5));
    }

    @Test
    void should_hand_constructors_and_set_up_methods_the_site_of_the_test() {
        run(Constructed.class).assertStatistics(stats -> stats.started(2).succeeded(2));
        run(SetUpOnce.class).assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void should_run_in_parallel() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Parallel.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.started(2).succeeded(2));
    }

    @Test
    void should_fail_a_class_at_once_whose_site_file_is_wrong() {
        assertThat(failureOfClass(Broken.class))
                .contains("broken-site.json:2: stepp: unknown key 'stepp', did you mean 'step'?")
                .endsWith("broken-site.json:3: assets[0].initial_soc: must be from 0 to 100, but is 500");
        assertThat(failureOfClass(Missing.class))
                .isEqualTo("the site file 'no-such-site.json' of Missing is neither a file in "
                        + Path.of("").toAbsolutePath() + " nor one on the test class path");
    }

    @Test
    void should_say_what_is_wrong_with_a_parameter() {
        Map<String, String> failures = failures(Mistaken.class);

        assertThat(failures.get("unknown(SimulatedDevice)"))
                .endsWith("there is no device 'bess1' on site 'plant', did you mean 'bess-1'?");
        assertThat(failures.get("unnamed(SimulatedDevice)"))
                .endsWith("say which device of 'plant' it is: one of @Device(\"bess-1\")");
        assertThat(failures.get("whole(DerTwin)"))
                .endsWith(
                        "a DerTwin is the whole site: take the device as a SimulatedDevice, or the site without @Device");
        assertThat(failureOfClass(TooEarly.class))
                .endsWith(
                        "every test has a site of its own, so there is none yet for all of TooEarly: take it in @BeforeEach"
                                + " or in the test, or share one with @DerTwinTest(lifetime = PER_CLASS)");
    }

    @Test
    void should_stop_the_site_when_its_test_is_over() throws IOException {
        Listening.endpoint = null;
        run(Listening.class).assertStatistics(stats -> stats.succeeded(1));

        assertThatThrownBy(() -> new Socket(Listening.endpoint.host(), Listening.endpoint.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    private static Map<String, String> failures(Class<?> tests) {
        return run(tests).failed().stream()
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor().getDisplayName(), DerTwinTestTest::messageOf));
    }

    private static String failureOfClass(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .containerEvents()
                .failed()
                .stream()
                .map(DerTwinTestTest::messageOf)
                .collect(Collectors.joining());
    }

    private static String messageOf(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
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
    static class Outer {

        @Test
        void outside(DerTwin site) {
            useAFreshOne(site);
        }

        @Nested
        class Inner {

            @BeforeEach
            void prepare(DerTwin site) {
                useAFreshOne(site);
            }

            @Test
            void inside(DerTwin site) {
                assertThat(site.clock().ticks()).isEqualTo(1);
            }

            @Nested
            @DerTwinTest(site = "other-site.json")
            class WithItsOwn {

                @Test
                void deepInside(DerTwin site) {
                    assertThat(site.siteName()).isEqualTo("other");
                    assertThat(site.clock().ticks()).isEqualTo(1);
                }
            }
        }
    }

    @DerTwinTest(site = "junit-site.json", lifetime = DerTwinTest.Lifetime.PER_CLASS)
    static class SharedWithNested {

        @Test
        void before(DerTwin site) {
            useAFreshOne(site);
        }

        @Nested
        class Inner {

            @Test
            void after(DerTwin site) {
                assertThat(site.clock().ticks()).isEqualTo(1);
            }
        }
    }

    static class Inheriting extends Fresh {}

    @PlantTest
    static class WithAnnotationOfOnesOwn {

        @Test
        void plain(DerTwin site) {
            useAFreshOne(site);
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class Invoked {

        @ParameterizedTest
        @ValueSource(ints = {10, 20, 30})
        void parameterized(int soc, DerTwin site, @Device("bess-1") SimulatedDevice bess) {
            useAFreshOne(site);
            bess.set("system_soc", soc);
            assertThat(site.device("bess-1").telemetry("system_soc")).isEqualTo(soc);
        }

        @RepeatedTest(2)
        void repeated(DerTwin site) {
            useAFreshOne(site);
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class Constructed {

        private final DerTwin site;
        private final SimulatedDevice bess;

        Constructed(DerTwin site, @Device("bess-1") SimulatedDevice bess) {
            this.site = site;
            this.bess = bess;
        }

        @BeforeEach
        void prepare(DerTwin same) {
            assertThat(same).isSameAs(site);
            useAFreshOne(site);
        }

        @Test
        void one(DerTwin same) {
            assertThat(same).isSameAs(site);
            assertThat(site.clock().ticks()).isEqualTo(1);
        }

        @Test
        void other() {
            assertThat(site.clock().ticks()).isEqualTo(1);
            assertThat(bess.id()).isEqualTo("bess-1");
        }
    }

    @DerTwinTest(site = "junit-site.json", lifetime = DerTwinTest.Lifetime.PER_CLASS)
    static class SetUpOnce {

        @BeforeAll
        static void prepare(DerTwin site) {
            useAFreshOne(site);
        }

        @Test
        void shares(DerTwin site) {
            assertThat(site.clock().ticks()).isEqualTo(1);
        }
    }

    /** Each waits for the other, so that neither ends unless both run. */
    @DerTwinTest(site = "junit-site.json")
    @Timeout(60)
    static class Parallel {

        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Test
        void one(DerTwin site) throws Exception {
            advanceTogether(site, 3);
        }

        @Test
        void other(DerTwin site) throws Exception {
            advanceTogether(site, 5);
        }

        private static void advanceTogether(DerTwin site, long steps) throws Exception {
            BOTH.await();
            site.clock().advance(steps);
            BOTH.await();
            assertThat(site.clock().ticks()).isEqualTo(steps);
        }
    }

    @DerTwinTest(site = "broken-site.json")
    static class Broken {

        @Test
        void never() {}
    }

    @DerTwinTest(site = "no-such-site.json")
    static class Missing {

        @Test
        void never() {}
    }

    @DerTwinTest(site = "junit-site.json")
    static class Mistaken {

        @Test
        void unknown(@Device("bess1") SimulatedDevice device) {}

        @Test
        void unnamed(SimulatedDevice device) {}

        @Test
        void whole(@Device("bess-1") DerTwin site) {}
    }

    @DerTwinTest(site = "junit-site.json")
    static class TooEarly {

        @BeforeAll
        static void prepare(DerTwin site) {}

        @Test
        void never() {}
    }

    @DerTwinTest(site = "junit-site.json")
    static class Listening {

        static ModbusEndpoint endpoint;

        @Test
        void connects(@Device("bess-1") SimulatedDevice bess) throws IOException {
            endpoint = bess.modbus();
            new Socket(endpoint.host(), endpoint.port()).close();
        }
    }

    private static void useAFreshOne(DerTwin site) {
        assertThat(site.clock().ticks()).isZero();
        site.clock().advance(1);
    }
}
