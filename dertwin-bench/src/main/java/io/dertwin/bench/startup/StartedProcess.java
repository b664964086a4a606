package io.dertwin.bench.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process from its beginning, which is when it was asked for, to its end. */
final class StartedProcess implements AutoCloseable {

    /** Function 04 of one register: a battery's state of charge. */
    static final byte[] REQUEST = HexFormat.of().parseHex("0001000000060104" + "7d02" + "0001");

    private static final long LOOK_NANOS = 500_000;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Process process;
    private final long beginNanos;

    private StartedProcess(Process process, long beginNanos) {
        this.process = process;
        this.beginNanos = beginNanos;
    }

    static StartedProcess start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        long beginNanos = System.nanoTime();
        return new StartedProcess(builder.start(), beginNanos);
    }

    /** Milliseconds until a Modbus request has its first answer, which must be this one. */
    double millisToAnswer(int port, byte[] expected) throws IOException {
        byte[] answer = ask(port, REQUEST, expected.length);
        double millis = millis();
        if (!Arrays.equals(answer, expected)) {
            throw new IOException("answered " + HexFormat.of().formatHex(answer) + ", not "
                    + HexFormat.of().formatHex(expected));
        }
        return millis;
    }

    /** Milliseconds until the control channel says that everything is up. */
    double millisToHealth(int port) throws IOException {
        byte[] request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        String answer = new String(ask(port, request, "HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        double millis = millis();
        if (!answer.equals("HTTP/1.1 200")) {
            throw new IOException("the control channel says " + answer);
        }
        return millis;
    }

    private double millis() {
        return (System.nanoTime() - beginNanos) / 1e6;
    }

    private byte[] ask(int port, byte[] request, int answerBytes) throws IOException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(request);
                return socket.getInputStream().readNBytes(answerBytes);
            } catch (IOException e) {
                if (!process.isAlive() || millis() > PATIENCE_MILLIS) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** Megabytes that are resident now. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Milliseconds from asking it to end to its end. */
    double millisToEnd() throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return (System.nanoTime() - begin) / 1e6;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
