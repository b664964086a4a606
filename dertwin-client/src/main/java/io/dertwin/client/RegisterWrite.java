package io.dertwin.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A write that is expected of the EMS, and how often.
 *
 * <pre>{@code
 * site.verify(written("active_power_setpoint").on("bess-1").withValue(lessThan(0)).atLeast(1));
 * }</pre>
 *
 * <p>Unless it says otherwise it means at least one write, of any value, on any device, that the device took.
 */
public final class RegisterWrite {

    private final String register;
    private final Optional<String> device;
    private final Optional<ValueMatcher> value;
    private final double since;
    private final boolean refused;
    private final Count count;

    /** How often something is expected. */
    record Count(int least, int most) {

        static final Count AT_LEAST_ONCE = new Count(1, Integer.MAX_VALUE);

        boolean includes(int found) {
            return found >= least && found <= most;
        }

        @Override
        public String toString() {
            if (most == 0) {
                return "no write";
            }
            if (least == most) {
                return "exactly " + writes(least);
            }
            return most == Integer.MAX_VALUE ? "at least " + writes(least) : "at most " + writes(most);
        }

        private static String writes(int number) {
            return number == 1 ? "1 write" : number + " writes";
        }
    }

    private RegisterWrite(
            String register,
            Optional<String> device,
            Optional<ValueMatcher> value,
            double since,
            boolean refused,
            Count count) {
        this.register = register;
        this.device = device;
        this.value = value;
        this.since = since;
        this.refused = refused;
        this.count = count;
    }

    /** A write of a register, by its name in the register map or the device's own name for it. */
    public static RegisterWrite written(String register) {
        return new RegisterWrite(
                register, Optional.empty(), Optional.empty(), Double.NEGATIVE_INFINITY, false, Count.AT_LEAST_ONCE);
    }

    /** Only on this device. */
    public RegisterWrite on(String deviceId) {
        return new RegisterWrite(register, Optional.of(deviceId), value, since, refused, count);
    }

    /** Only of values that match. */
    public RegisterWrite withValue(ValueMatcher matcher) {
        return new RegisterWrite(register, device, Optional.of(matcher), since, refused, count);
    }

    /** Only of this value. */
    public RegisterWrite withValue(double exactly) {
        return withValue(ValueMatcher.equalTo(exactly));
    }

    /** Only if it was received at this simulated time or later. */
    public RegisterWrite since(double simulatedSeconds) {
        return new RegisterWrite(register, device, value, simulatedSeconds, refused, count);
    }

    /** Only if the device refused it with a Modbus exception. */
    public RegisterWrite refused() {
        return new RegisterWrite(register, device, value, since, true, count);
    }

    /** At least so many. */
    public RegisterWrite atLeast(int times) {
        return counted(times, Integer.MAX_VALUE);
    }

    /** At most so many. */
    public RegisterWrite atMost(int times) {
        return counted(0, times);
    }

    /** Neither more nor fewer. */
    public RegisterWrite exactly(int times) {
        return counted(times, times);
    }

    /** Not once. */
    public RegisterWrite never() {
        return counted(0, 0);
    }

    private RegisterWrite counted(int least, int most) {
        if (least < 0 || most < 0) {
            throw new IllegalArgumentException("something cannot happen fewer than 0 times");
        }
        return new RegisterWrite(register, device, value, since, refused, new Count(least, most));
    }

    /** Whether this is such a write. */
    public boolean matches(JournalWrite write) {
        return write.registerValue().isCalled(register)
                && isOn(write)
                && hasValue(write)
                && write.time() >= since
                && refused != write.isAccepted();
    }

    private boolean isOn(JournalWrite write) {
        return device.isEmpty() || device.get().equals(write.device());
    }

    private boolean hasValue(JournalWrite write) {
        return value.isEmpty() || value.get().matches(write.value());
    }

    /** The register that is expected to be written. */
    public String register() {
        return register;
    }

    /** The device that it is expected on; empty if any will do. */
    public Optional<String> device() {
        return device;
    }

    /** Which values are expected; empty if any will do. */
    public Optional<ValueMatcher> value() {
        return value;
    }

    /** The simulated time from which on it counts; negative infinity if any will do. */
    public double since() {
        return since;
    }

    /** Whether the device is expected to refuse it. */
    public boolean isRefused() {
        return refused;
    }

    /**
     * How many one has to wait for.
     *
     * @throws IllegalArgumentException if none is expected
     */
    public int awaited() {
        if (count.least() < 1) {
            throw new IllegalArgumentException(
                    "one cannot wait for something not to happen: let time pass, and then verify");
        }
        return count.least();
    }

    Count count() {
        return count;
    }

    /** What keeps a write from being such a one, in words. */
    List<String> differences(JournalWrite write) {
        List<String> differences = new ArrayList<>();
        if (!write.registerValue().isCalled(register)) {
            differences.add("another register");
        }
        if (!isOn(write)) {
            differences.add("on " + write.device());
        }
        if (!hasValue(write)) {
            differences.add("value is not " + value.get());
        }
        if (write.time() < since) {
            differences.add("before t=" + ValueMatcher.text(since) + " s");
        }
        if (refused && write.isAccepted()) {
            differences.add("was accepted");
        }
        if (!refused && !write.isAccepted()) {
            differences.add("refused with exception " + write.entry().exceptionCode() + ": "
                    + write.entry().message());
        }
        return differences;
    }

    /** What is expected, to complete the sentence "expected at least 1 …". */
    String description() {
        return (refused ? "refused write of " : "write of ")
                + register
                + device.map(id -> " on " + id).orElse("")
                + value.map(matcher -> " with value " + matcher).orElse("")
                + (since > Double.NEGATIVE_INFINITY ? " since t=" + ValueMatcher.text(since) + " s" : "");
    }

    /** What is expected and how often: {@code at least 1 write of active_power_setpoint on bess-1 with value < 0}. */
    @Override
    public String toString() {
        String described = description();
        return refused
                ? count.toString().replaceFirst("write", "refused write")
                        + described.substring("refused write".length())
                : count + described.substring("write".length());
    }
}
