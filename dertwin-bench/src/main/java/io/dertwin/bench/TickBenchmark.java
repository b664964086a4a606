package io.dertwin.bench;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.site.Site;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a tick costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TickBenchmark {

    private static final int TWENTY_MINUTES = 12_000;

    /** One battery. */
    @State(Scope.Thread)
    public static class OneBattery {
        private final Engine engine = Sites.battery();
    }

    /** Five devices on a noisy grid. */
    @State(Scope.Thread)
    public static class FullSite {
        private final Engine engine = Sites.full();
    }

    /** The same with its recording. */
    @State(Scope.Thread)
    public static class RecordedFullSite {
        private final Site site = Sites.recordedFull();
    }

    /** More and more batteries. */
    @State(Scope.Thread)
    public static class ManyBatteries {

        @Param({"10", "100", "1000", "10000"})
        private int count;

        private Engine engine;

        @Setup
        public void build() {
            engine = Sites.batteries(count);
        }
    }

    /** Twenty minutes of a battery at a step of 0.1 s, in one call. */
    @Benchmark
    public long twentyMinutesOfOneBattery(OneBattery battery) {
        return battery.engine.advance(TWENTY_MINUTES, () -> false);
    }

    /** One tick of the full site. */
    @Benchmark
    @OperationsPerInvocation(1000)
    public long tickOfFullSite(FullSite full) {
        return full.engine.advance(1000, () -> false);
    }

    /** One tick of the full site and of what is done besides, the recording of its history above all. */
    @Benchmark
    @OperationsPerInvocation(1000)
    public long tickOfRecordedFullSite(RecordedFullSite full) {
        return full.site.engine().advance(1000, () -> false);
    }

    /** One tick of many batteries. */
    @Benchmark
    @OperationsPerInvocation(10)
    public long tickOfManyBatteries(ManyBatteries many) {
        return many.engine.advance(10, () -> false);
    }
}
