package io.dertwin.runtime.modbus.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

@Timeout(60)
class SelectorLoopTest {

    private static final Logger EXHAUSTED = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                throw new OutOfMemoryError("as asked");
            });

    @Test
    void should_go_on_when_memory_runs_out_for_a_channel_for_closing_it_and_for_saying_so() throws Exception {
        SelectorLoop loop = new SelectorLoop(System::nanoTime, new RareLog(EXHAUSTED, System::nanoTime));
        try {
            for (int i = 0; i < 3; i++) {
                Pipe pipe = Pipe.open();
                Exhausted handler = new Exhausted(pipe);
                assertThat(loop.call(() -> handler.registerAt(loop))).isTrue();
                pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));

                handler.served.get();
                handler.closed.get();
                pipe.sink().close();
            }
            loop.execute(() -> {
                throw new OutOfMemoryError("as asked");
            });
            CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
            loop.execute(() -> goesOn.complete(true));
            assertThat(goesOn.get()).isTrue();
        } finally {
            loop.close();
        }
    }

    private static final class Exhausted implements SelectorLoop.Handler {

        private final Pipe pipe;
        private final CompletableFuture<Void> served = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        Exhausted(Pipe pipe) {
            this.pipe = pipe;
        }

        void registerAt(SelectorLoop loop) {
            try {
                loop.register(pipe.source(), SelectionKey.OP_READ, this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void ready(SelectionKey key, long nowNanos) {
            served.complete(null);
            throw new OutOfMemoryError("as asked");
        }

        @Override
        public void close() {
            try {
                pipe.source().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            closed.complete(null);
            throw new OutOfMemoryError("as asked");
        }
    }
}
