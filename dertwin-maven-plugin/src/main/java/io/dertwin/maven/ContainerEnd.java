package io.dertwin.maven;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches for the end of a container. The waiting of docker-java's own callback cannot be repeated: it hangs up when its
 * time is over.
 */
final class ContainerEnd extends ResultCallback.Adapter<WaitResponse> {

    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile String ending = "ended";

    @Override
    public void onNext(WaitResponse response) {
        ending = "ended with exit code " + response.getStatusCode();
    }

    @Override
    public void onComplete() {
        ended.countDown();
        super.onComplete();
    }

    /** A container that has ended before it is asked for is not there any more. */
    @Override
    public void onError(Throwable error) {
        ended.countDown();
    }

    /** How it ended, if it has or does so within this time. */
    Optional<String> within(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS) ? Optional.of(ending) : Optional.empty();
    }
}
