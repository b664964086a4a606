package io.dertwin.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.environment.GridEvents;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultKind;
import io.dertwin.runtime.fault.FaultScope;
import io.dertwin.runtime.fault.FaultTiming;
import io.dertwin.runtime.fault.RegisterSelector;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HappeningsTest {

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = new Site(SiteReader.read(Files.writeString(
                folder.resolve("site.yaml"), "{ step: 0.5, assets: [ { type: bess, name: bess-1 } ] }")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_remember_an_event_that_was_taken_away_as_long_as_it_was_there() {
        advance(10);
        events(events -> events.add(event(GridEvent.Kind.VOLTAGE, -0.3, 7, 100)));
        advance(10);
        events(GridEvents::clear);
        advance(10);

        assertThat(site.reports().happenings()).hasSize(1);
        assertThat(site.reports().happenings().get(0).path("label").asText()).isEqualTo("voltage −30 %");
        assertThat(site.reports().happenings().get(0).path("begin").asDouble()).isEqualTo(7);
        assertThat(site.reports().happenings().get(0).path("end").asDouble()).isEqualTo(10);
    }

    @Test
    void should_not_tell_of_what_has_not_begun() {
        events(events -> events.add(event(GridEvent.Kind.IRRADIANCE, 800, 60, 60)));
        advance(10);
        assertThat(site.reports().happenings()).isEmpty();
        events(GridEvents::clear);
        advance(200);

        assertThat(site.reports().happenings()).isEmpty();
    }

    @Test
    void should_tell_from_when_on_a_fault_was_at_work_although_it_says_earlier() {
        advance(10);
        inject(new FaultKind.Derate(40), new FaultTiming(1, false, 50, Double.POSITIVE_INFINITY, 1, 9, 0, 1));
        advance(2);

        assertThat(site.reports().happenings().get(0).path("label").asText()).isEqualTo("derate to 40 %");
        assertThat(site.reports().happenings().get(0).path("begin").asDouble()).isEqualTo(5);
        assertThat(site.reports().happenings().get(0).path("end").asDouble()).isEqualTo(51);
    }

    @Test
    void should_name_a_few_registers_of_a_fault_that_is_about_many() {
        FaultTiming timing = FaultTiming.ALWAYS;
        site.faults()
                .add(List.of(
                        new Fault("few", "bess-1", new FaultKind.NotANumber(), about("1", "2", "3"), timing),
                        new Fault("many", "bess-1", new FaultKind.Offset(2), about("1", "2", "3", "4", "5"), timing)));

        assertThat(site.reports().happenings().findValuesAsText("label"))
                .containsExactly("nan of 1, 2, 3", "offset +2 of 1, 2, 3 and 2 more");
    }

    private static FaultScope about(String... registers) {
        return new FaultScope(
                Optional.empty(),
                Set.of(),
                Stream.of(registers).map(RegisterSelector::of).toList(),
                -1,
                Integer.MAX_VALUE,
                Long.MAX_VALUE);
    }

    @Test
    void should_forget_what_has_not_happened_when_the_site_goes_back() {
        events(events -> events.add(event(GridEvent.Kind.FREQUENCY, 0.2, 1, 2)));
        advance(20);
        String snapshot = site.engine().snapshot();
        events(events -> events.add(event(GridEvent.Kind.FREQUENCY, -0.2, 12, 5)));
        advance(20);
        assertThat(site.reports().happenings()).hasSize(2);

        site.engine().restore(snapshot);

        assertThat(site.reports().happenings()).hasSize(1);
        assertThat(site.reports().happenings().get(0).path("begin").asDouble()).isEqualTo(1);
        site.reset();
        assertThat(site.reports().happenings()).isEmpty();
    }

    @Test
    void should_tell_of_a_value_that_has_run_out() throws Exception {
        advance(4);
        site.device("bess-1").commands().write(new int[] {1}, new double[] {-7}, WriteTerm.until(10));
        advance(20);

        assertThat(site.reports().happenings().get(0).path("scope").asText()).isEqualTo("lapse");
        assertThat(site.reports().happenings().get(0).path("label").asText())
                .isEqualTo("active_power_setpoint ran out, back to 0");
        assertThat(site.reports().happenings().get(0).path("begin").asDouble()).isEqualTo(5);
        assertThat(site.reports().data(Extent.ALL).path("problems").findValuesAsText("kind"))
                .containsExactly("lapse");
    }

    @Test
    void should_forget_the_oldest_when_there_are_too_many() {
        for (int i = 0; i < Happenings.CAPACITY + 5; i++) {
            double begin = i * 0.5;
            events(events -> events.add(event(GridEvent.Kind.FREQUENCY, 0.1, begin, 1)));
            advance(1);
            events(GridEvents::clear);
        }
        advance(1);

        assertThat(site.reports().happenings()).hasSize(Happenings.CAPACITY);
        assertThat(site.reports().happenings().get(0).path("begin").asDouble()).isEqualTo(2.5);
    }

    private void advance(int steps) {
        site.engine().advance(steps, () -> false);
    }

    private void events(Consumer<GridEvents> change) {
        site.engine().between(plant -> {
            change.accept(plant.environment().events());
            return null;
        });
    }

    private static GridEvent event(GridEvent.Kind kind, double magnitude, double start, double duration) {
        return new GridEvent(kind, magnitude, GridEvent.Shape.STEP, start, duration);
    }

    private void inject(FaultKind kind, FaultTiming timing) {
        site.faults().add(List.of(new Fault("", "bess-1", kind, FaultScope.EVERYTHING, timing)));
    }
}
