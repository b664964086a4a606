package io.dertwin.junit.jupiter;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the files about a test are called: differently for every test, and so that every file system takes it. */
final class EvidenceName {

    private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)");
    private static final int LONGEST = 160;

    private EvidenceName() {}

    /** Such as {@code io.example.ChargingTest.Night.should_charge.2} for the second set of parameters. */
    static String of(ExtensionContext context) {
        String method = context.getTestMethod()
                .map(test -> "." + name(test, context.getRequiredTestClass()))
                .orElse("");
        String invocations = INVOCATION
                .matcher(context.getUniqueId())
                .results()
                .map(result -> "." + number(result))
                .collect(Collectors.joining());
        return safe(context.getRequiredTestClass().getName().replace('$', '.') + method + invocations);
    }

    private static String name(Method test, Class<?> testClass) {
        boolean overloaded = Arrays.stream(testClass.getDeclaredMethods())
                .anyMatch(other -> other.getName().equals(test.getName()) && !other.equals(test));
        return overloaded
                ? Arrays.stream(test.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining("-", test.getName() + "-", ""))
                : test.getName();
    }

    private static String number(MatchResult invocation) {
        return invocation.group(1);
    }

    /** What is cut off or replaced still tells names apart. */
    static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return safe.equals(name) && name.length() <= LONGEST
                ? name
                : safe.substring(0, Math.min(LONGEST, safe.length())) + "-" + Integer.toHexString(name.hashCode());
    }
}
