package io.dertwin.bench.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A container from the call of {@code docker run} to its removal. */
final class StartedContainer implements AutoCloseable {

    private static final String PORT = "55001";

    /** Function 04 of one register: the battery's state of charge, and that it is half full. */
    private static final byte[] REQUEST = HexFormat.of().parseHex("000100000006" + "01047d020001");

    private static final byte[] ANSWER = HexFormat.of().parseHex("000100000005" + "01040201f4");

    private static final long LOOK_NANOS = 500_000;
    private static final int PATIENCE_MILLIS = 20_000;

    private final String id;
    private final int port;
    private final long runNanos;

    private double millisFromRun;
    private Instant answered = Instant.MAX;

    private StartedContainer(String id, int port, long runNanos) {
        this.id = id;
        this.port = port;
        this.runNanos = runNanos;
    }

    static StartedContainer run(String image) throws IOException, InterruptedException {
        return run(List.of(image));
    }

    static StartedContainer run(String image, String entrypoint, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> what = new ArrayList<>(List.of("--entrypoint", entrypoint, image));
        what.addAll(arguments);
        return run(what);
    }

    private static StartedContainer run(List<String> what) throws IOException, InterruptedException {
        List<String> run = new ArrayList<>(List.of("run", "--detach", "--publish", "127.0.0.1::" + PORT));
        run.addAll(what);
        long runNanos = System.nanoTime();
        String id = Docker.call(run.toArray(String[]::new));
        String published = Docker.call("port", id, PORT);
        return new StartedContainer(
                id, Integer.parseInt(published.substring(published.lastIndexOf(':') + 1)), runNanos);
    }

    /** Asks until somebody answers, as it should be. A connection says nothing: the engine takes it before anybody listens. */
    void awaitAnswer() throws IOException {
        byte[] answer = ask();
        while (answer.length == 0) {
            if (sinceRun() > PATIENCE_MILLIS) {
                throw new IOException("no answer within " + PATIENCE_MILLIS + " ms");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            answer = ask();
        }
        millisFromRun = sinceRun();
        answered = Instant.now();
        if (!Arrays.equals(answer, ANSWER)) {
            throw new IOException("answered " + HexFormat.of().formatHex(answer));
        }
    }

    private byte[] ask() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            return socket.getInputStream().readNBytes(ANSWER.length);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private double sinceRun() {
        return (System.nanoTime() - runNanos) / 1e6;
    }

    /** From the call of {@code docker run} to the first answer. */
    double millisFromRun() {
        return millisFromRun;
    }

    /** From when the engine says that the JVM was started to the first answer. */
    double millisFromStart() throws IOException, InterruptedException {
        Instant started = Instant.parse(Docker.call("inspect", "--format", "{{.State.StartedAt}}", id));
        return Duration.between(started, answered).toNanos() / 1e6;
    }

    double residentMegabytes() throws IOException, InterruptedException {
        String pid = Docker.call("inspect", "--format", "{{.State.Pid}}", id);
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() throws IOException {
        try {
            Docker.call("rm", "--force", "--volumes", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
