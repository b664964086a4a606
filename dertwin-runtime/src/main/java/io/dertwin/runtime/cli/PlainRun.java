package io.dertwin.runtime.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of a {@code run} that are as plain as programs write them: each option once, its value after it, nothing
 * wrong. Whatever else there is, abbreviations, help, mistakes, is left to {@link RunCommand}, which knows everything.
 */
final class PlainRun {

    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> environment;

    private PlainRun(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What the arguments ask for; empty if they are not that plain. */
    static Optional<RunOptions> read(String[] arguments, Map<String, String> environment) {
        PlainRun run = new PlainRun(environment);
        try {
            return run.take(arguments) ? Optional.of(run.options()) : Optional.empty();
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean take(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return false;
        }
        for (int i = 1; i < arguments.length; i++) {
            String name = arguments[i].equals("-c") ? "--config" : arguments[i];
            String value = "";
            if (takesValue(name)) {
                i++;
                value = i < arguments.length ? arguments[i] : "";
                if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
                    return false;
                }
            } else if (!isFlag(name)) {
                return false;
            }
            if (given.put(name, value) != null) {
                return false;
            }
        }
        return (has("--config") || environment.containsKey("CONFIG_PATH"))
                && !(has("--port-offset") && has("--random-ports"));
    }

    private static boolean takesValue(String name) {
        return switch (name) {
            case "--config",
                    "--speed",
                    "--control-port",
                    "--control-bind",
                    "--port-offset",
                    "--bind",
                    "--ready-file",
                    "--report",
                    "--record",
                    "--parent-pid",
                    "--max-lifetime" -> true;
            default -> false;
        };
    }

    private static boolean isFlag(String name) {
        return switch (name) {
            case "--stepped", "--real-time", "--random-ports", "--until-stdin-closes" -> true;
            default -> false;
        };
    }

    private RunOptions options() {
        return new RunOptions(
                Path.of(valueOr("--config", "CONFIG_PATH").orElseThrow()),
                new RunOptions.Clock(
                        has("--stepped") || RunOptions.isSteppedBy(environment.get("DERTWIN_STEPPED")),
                        has("--real-time"),
                        value("--speed").map(Double::valueOf)),
                new RunOptions.Places(
                        RunOptions.ports(
                                has("--random-ports"),
                                Integer.parseInt(given.getOrDefault("--port-offset", "0")),
                                environment.get("RTU_BRIDGE_BASE_PORT"),
                                valueOr("--bind", "DERTWIN_BIND")),
                        valueOr("--control-port", "DERTWIN_CONTROL_PORT").map(Integer::valueOf),
                        valueOr("--control-bind", "DERTWIN_CONTROL_BIND")),
                valueOr("--ready-file", "DERTWIN_READY_FILE").map(Path::of),
                new Keepsakes(value("--report").map(Path::of), value("--record").map(Path::of)),
                new OwnerWatch(
                        value("--parent-pid").map(Long::valueOf),
                        has("--until-stdin-closes"),
                        value("--max-lifetime").map(Duration::parse)));
    }

    private boolean has(String name) {
        return given.containsKey(name);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private Optional<String> valueOr(String name, String variable) {
        String fallback = environment.get(variable);
        if (fallback != null && fallback.isEmpty()) {
            throw new IllegalArgumentException(variable + " is empty");
        }
        return has(name) ? value(name) : Optional.ofNullable(fallback);
    }
}
