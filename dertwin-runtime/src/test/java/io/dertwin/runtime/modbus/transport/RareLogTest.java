package io.dertwin.runtime.modbus.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RareLogTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong nowNanos = new AtomicLong();
    private final RareLog log = new RareLog(recording(), nowNanos::get);

    private Logger recording() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    lines.add(method.getName() + " " + Arrays.deepToString(arguments));
                    return null;
                });
    }

    @Test
    void should_log_a_cause_once_a_minute_and_count_the_rest() {
        for (int second = 0; second < 61; second++) {
            nowNanos.set(TimeUnit.SECONDS.toNanos(second));
            log.warn("full", "the port is full");
        }

        assertThat(lines)
                .containsExactly(
                        "warn [the port is full]",
                        "warn [{} ({} more like it since the last such line), the port is full, 59]");
    }

    @Test
    void should_log_another_cause_at_once() {
        RuntimeException failure = new IllegalStateException("oops");
        log.warn("full", "the port is full");
        log.error("failed", "it failed", failure);
        log.error("failed", "it failed", failure);

        assertThat(lines).containsExactly("warn [the port is full]", "error [it failed, " + failure + "]");
    }

    @Test
    void should_go_on_when_there_is_no_memory_left_to_log_a_failure() {
        OutOfMemoryError again = new OutOfMemoryError("as asked");
        Logger exhausted = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    lines.add(method.getName());
                    throw again;
                });

        new RareLog(exhausted, nowNanos::get).error("failed", "it failed", new OutOfMemoryError("as asked"));

        assertThat(lines).containsExactly("error");
    }
}
