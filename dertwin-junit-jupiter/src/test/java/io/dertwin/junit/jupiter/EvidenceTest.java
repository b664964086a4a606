package io.dertwin.junit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

class EvidenceTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "target", "dertwin");

    @Test
    void should_leave_what_the_site_was_like_when_a_test_failed() throws IOException {
        assertThat(filesOf(Failing.class)).containsExactly("fails.bess-1.csv", "fails.html", "fails.txt");
        assertThat(text(Failing.class, "fails.txt"))
                .startsWith("Site 'plant' when fails(DerTwin, SimulatedDevice) failed, at t=7.0 s\n\n"
                        + "The latest Modbus requests:\n  #1 t=0.0 s bess-1 function 6 wrote start_stop_standby=1.0: ")
                .contains("bess-1, a bess:\n", "  system_soc = 50.0\n");
        assertThat(text(Failing.class, "fails.bess-1.csv").lines())
                .hasSize(1 + 8)
                .first()
                .asString()
                .startsWith("time,")
                .contains(",system_soc,");
        assertThat(text(Failing.class, "fails.html"))
                .contains("<title>plant · DER Twin report</title>", "7 s simulated");
    }

    @Test
    void should_leave_nothing_of_tests_that_pass_or_are_called_off() throws IOException {
        assertThat(filesOf(Passing.class)).isEmpty();
    }

    @Test
    void should_tell_invocations_overloads_and_nested_classes_apart() throws IOException {
        assertThat(filesOf(Many.class))
                .filteredOn(file -> file.endsWith(".txt"))
                .containsExactlyInAnyOrder(
                        "Inner.same.txt",
                        "parameterized.1.txt",
                        "parameterized.2.txt",
                        "repeated.1.txt",
                        "repeated.2.txt",
                        "same-DerTwin-SimulatedDevice.txt",
                        "same-DerTwin.txt");
        assertThat(text(Many.class, "parameterized.2.txt")).contains("  system_soc = 20.0\n");
    }

    @Test
    void should_leave_evidence_of_what_fails_before_and_after_tests() throws IOException {
        assertThat(filesOf(FailingBefore.class)).contains("never.txt");
        assertThat(text(FailingBefore.class, "never.txt"))
                .as("before anybody tidied up")
                .contains("failed, at t=3.0 s");
        assertThat(filesOf(FailingAfter.class)).contains("passes.txt");
        assertThat(filesOf(FailingBeforeAll.class)).contains("txt");
    }

    @Test
    void should_keep_the_first_of_several_failures_of_a_test() throws IOException {
        assertThat(filesOf(FailingTwice.class)).contains("fails.txt");
        assertThat(text(FailingTwice.class, "fails.txt")).contains("failed, at t=1.0 s");
    }

    @Test
    void should_name_files_so_that_every_file_system_takes_them() {
        assertThat(EvidenceName.safe("io.example.ChargingTest.should_charge.2"))
                .isEqualTo("io.example.ChargingTest.should_charge.2");
        assertThat(EvidenceName.safe("a b/c:d")).matches("a-b-c-d-[0-9a-f]+");
        assertThat(EvidenceName.safe("充電"))
                .isNotEqualTo(EvidenceName.safe("放電"))
                .matches("[A-Za-z0-9-]+");
        assertThat(EvidenceName.safe("x".repeat(300)))
                .hasSizeLessThan(180)
                .isNotEqualTo(EvidenceName.safe("x".repeat(301)));
    }

    /** Runs the tests, and names what they have left. */
    private static List<String> filesOf(Class<?> tests) throws IOException {
        for (String file : present(tests)) {
            Files.delete(FOLDER.resolve(prefix(tests) + file));
        }
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
        return present(tests);
    }

    private static List<String> present(Class<?> tests) throws IOException {
        Files.createDirectories(FOLDER.toAbsolutePath());
        try (Stream<Path> files = Files.list(FOLDER.toAbsolutePath())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix(tests)))
                    .map(name -> name.substring(prefix(tests).length()))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Class<?> tests, String file) throws IOException {
        return Files.readString(FOLDER.resolve(prefix(tests) + file));
    }

    private static String prefix(Class<?> tests) {
        return "io.dertwin.junit.jupiter.EvidenceTest." + tests.getSimpleName() + ".";
    }

    @DerTwinTest(site = "junit-site.json")
    static class Failing {

        @Test
        void fails(DerTwin site, @Device("bess-1") SimulatedDevice bess) throws IOException {
            RawModbus.write(bess.modbus(), 10_055, 1);
            site.clock().advance(7);
            assertThat(site.clock().ticks()).isZero();
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class Passing {

        @Test
        void passes(DerTwin site) {
            site.clock().advance(1);
        }

        @Test
        void calledOff(DerTwin site) {
            assumeTrue(site.clock().ticks() > 0);
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class Many {

        @ParameterizedTest
        @ValueSource(ints = {10, 20})
        void parameterized(int soc, @Device("bess-1") SimulatedDevice bess) {
            bess.set("system_soc", soc);
            assertThat(bess.telemetry("system_soc")).isZero();
        }

        @RepeatedTest(2)
        void repeated(DerTwin site) {
            assertThat(site.siteName()).isEmpty();
        }

        @Test
        void same(DerTwin site) {
            assertThat(site.siteName()).isEmpty();
        }

        @Test
        void same(DerTwin site, @Device("bess-1") SimulatedDevice bess) {
            assertThat(site.siteName()).isEqualTo(bess.id());
        }

        @Nested
        class Inner {

            @Test
            void same(DerTwin site) {
                assertThat(site.siteName()).isEmpty();
            }
        }
    }

    @DerTwinTest(site = "junit-site.json")
    static class FailingBefore {

        @BeforeEach
        void prepare(DerTwin site) {
            site.clock().advance(3);
            assertThat(site.clock().ticks()).isZero();
        }

        @AfterEach
        void tidyUp(DerTwin site) {
            site.reset();
        }

        @Test
        void never() {}
    }

    @DerTwinTest(site = "junit-site.json")
    static class FailingAfter {

        @Test
        void passes(DerTwin site) {
            site.clock().advance(3);
        }

        @AfterEach
        void tidyUp(DerTwin site) {
            assertThat(site.clock().ticks()).isZero();
        }
    }

    @DerTwinTest(site = "junit-site.json", lifetime = DerTwinTest.Lifetime.PER_CLASS)
    static class FailingBeforeAll {

        @BeforeAll
        static void prepare(DerTwin site) {
            assertThat(site.siteName()).isEmpty();
        }

        @Test
        void never() {}
    }

    @DerTwinTest(site = "junit-site.json")
    static class FailingTwice {

        @Test
        void fails(DerTwin site) {
            site.clock().advance(1);
            assertThat(site.clock().ticks()).isZero();
        }

        @AfterEach
        void failAgain(DerTwin site) {
            site.clock().advance(1);
            assertThat(site.clock().ticks()).isZero();
        }
    }
}
