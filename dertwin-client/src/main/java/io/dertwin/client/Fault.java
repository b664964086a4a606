package io.dertwin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong on purpose: on the wire, in the values that a device shows, in what becomes of a write, or in
 * the device itself. Says what goes wrong, and then, in any order, which requests it befalls, when, and how often.
 *
 * <pre>{@code
 * site.device("meter").inject(Fault.delay(Duration.ofMillis(800)));
 * site.device("bess-1").inject(Fault.exception(6).onFunctions(6, 16).withProbability(0.2).lasting(Duration.ofMinutes(5)));
 * site.device("bess-1").inject(Fault.stuck("system_soc", 42).startingIn(Duration.ofSeconds(30)));
 * }</pre>
 */
public final class Fault {

    private final Map<String, Object> settings;

    private Fault(Map<String, Object> settings) {
        this.settings = Collections.unmodifiableMap(settings);
    }

    /** A fault of any kind that the site knows, with settings of its own. */
    public static Fault of(String kind) {
        return new Fault(Map.of("kind", kind));
    }

    /** Answers come late, by the clock on the wall. */
    public static Fault delay(Duration delay) {
        return of("delay").with("ms", millis(delay));
    }

    /** Answers come late, by the delay give or take the jitter. */
    public static Fault delay(Duration delay, Duration jitter) {
        return delay(delay).with("jitter", millis(jitter));
    }

    /** There is no answer, and nothing is carried out. */
    public static Fault noResponse() {
        return of("no_response");
    }

    /** The answer is this Modbus exception. */
    public static Fault exception(int code) {
        return of("exception").with("code", code);
    }

    /** The connection is closed in place of an answer. */
    public static Fault disconnect() {
        return of("disconnect");
    }

    /** New connections are refused. */
    public static Fault refuse() {
        return of("refuse");
    }

    /** New connections are refused while so many are open: a device for one client at a time has 1. */
    public static Fault refuse(int openConnections) {
        return of("refuse").with("connections", openConnections);
    }

    /** Only the first bytes of an answer's frame are sent. */
    public static Fault truncate(int bytes) {
        return of("truncate").with("bytes", bytes);
    }

    /** The checksum of RTU answers is wrong. */
    public static Fault corruptCrc() {
        return of("corrupt_crc");
    }

    /** TCP answers carry another transaction id than the request. */
    public static Fault wrongTransactionId() {
        return of("wrong_transaction_id");
    }

    /** What is measured stands still, while the device goes on. */
    public static Fault stale() {
        return of("stale");
    }

    /** A register stays at a value. */
    public static Fault stuck(String register, double value) {
        return of("stuck").onRegisters(register).with("value", value);
    }

    /** A register stays at the value that it has. */
    public static Fault stuck(String register) {
        return of("stuck").onRegisters(register);
    }

    /** A register shows this much more, in its unit. */
    public static Fault offset(String register, double value) {
        return of("offset").onRegisters(register).with("value", value);
    }

    /** A register shows a multiple. */
    public static Fault scale(String register, double factor) {
        return of("scale").onRegisters(register).with("factor", factor);
    }

    /** A register scatters about its value, normally distributed. */
    public static Fault noise(String register, double standardDeviation) {
        return of("noise").onRegisters(register).with("std", standardDeviation);
    }

    /** Registers show what their type has for a value that is not there; without names all of them do. */
    public static Fault nan(String... registers) {
        return registers.length == 0 ? of("nan") : of("nan").onRegisters(registers);
    }

    /** Writes are answered and forgotten. */
    public static Fault writeIgnored() {
        return of("write_ignored");
    }

    /** Writes are answered, and take effect only after this simulated time. */
    public static Fault writeDelayed(Duration delay) {
        return of("write_delayed").with("delay", delay.toString());
    }

    /** Writes are taken back after this simulated time, unless they are repeated by then. */
    public static Fault writeReverted(Duration after) {
        return of("write_reverted").with("after", after.toString());
    }

    /** The device goes into fault with this code. */
    public static Fault trip(int code) {
        return of("trip").with("code", code);
    }

    /** The device gives or takes no more than this share of its rating. */
    public static Fault derate(double percent) {
        return of("derate").with("percent", percent);
    }

    /** The device cannot be reached at all. */
    public static Fault communicationLoss() {
        return of("communication_loss");
    }

    /** A setting by its name on the control channel. */
    public Fault with(String setting, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new Fault(more);
    }

    /** What it is known by; one takes the place of another of the same name. */
    public Fault named(String id) {
        return with("id", id);
    }

    /** Only requests over this binding: {@code modbus_tcp}, {@code modbus_rtu}, or the listener's whole name. */
    public Fault onBinding(String binding) {
        return with("binding", binding);
    }

    /** Only requests of these function codes. */
    public Fault onFunctions(Integer... codes) {
        return with("functions", List.of(codes));
    }

    /** Only these registers, by name, in which {@code *} stands for anything, or by address. */
    public Fault onRegisters(String... registers) {
        return with("registers", List.of(registers));
    }

    /** Befalls a request with this probability, from 0 to 1. The dice are the site's, so they fall the same every time. */
    public Fault withProbability(double probability) {
        return with("probability", probability);
    }

    /** Befalls so many requests, and is over then. */
    public Fault times(long requests) {
        return with("count", requests);
    }

    /** Lets so many requests pass first. */
    public Fault skipping(long requests) {
        return with("skip", requests);
    }

    /** Sets in after this simulated time rather than at once. */
    public Fault startingIn(Duration delay) {
        return with("in", delay.toString());
    }

    /** Is over after this simulated time. */
    public Fault lasting(Duration duration) {
        return with("duration", duration.toString());
    }

    /** Sets in again each time that so much simulated time has passed since it did. */
    public Fault repeatedEvery(Duration interval) {
        return with("every", interval.toString());
    }

    /** The fault as the control channel takes it, without the device that it befalls. */
    public Map<String, Object> settings() {
        return settings;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fault fault && fault.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
