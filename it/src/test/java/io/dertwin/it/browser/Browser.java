package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with a profile of its own, which reaches this machine and nothing else.
 *
 * <pre>{@code
 * try (Browser browser = Browser.start()) {
 *     browser.size(1280, 900);
 *     browser.open(site);
 *     browser.screenshot("dashboard");
 *     browser.assertQuiet(site);
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {

    static final String REQUIRED = "DERTWIN_REQUIRE_BROWSER";

    private static final List<Path> BROWSERS = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final List<Path> DRIVERS = Stream.of("/usr/bin/chromedriver", "/usr/local/bin/chromedriver")
            .map(Path::of)
            .toList();

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path profile;
    private final ChromeDriver driver;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Why there are no tests with a browser; empty if there are. */
    static Optional<String> missing() {
        if (first(BROWSERS).isPresent() && first(DRIVERS).isPresent()) {
            return Optional.empty();
        }
        String why = "no Chromium with its chromedriver is installed (on Debian: chromium chromium-driver)";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            throw new IllegalStateException(why + ", and " + REQUIRED + " is set");
        }
        return Optional.of(why);
    }

    private static Optional<Path> first(List<Path> candidates) {
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }

    public static Browser start() {
        Path profile = temporaryFolder();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(first(BROWSERS).orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(first(DRIVERS).orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(profile, new ChromeDriver(service, options));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("dertwin-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For what is not here. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Makes the page this large, in CSS pixels. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Lets the page believe that its reader prefers {@code light} or {@code dark}. */
    public void prefers(String colourScheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    }

    /** Goes to a page; what was loaded and complained of before is forgotten. */
    public void open(URI page) {
        requests();
        requests.clear();
        complaints();
        complaints.clear();
        driver.get(page.toString());
    }

    /** The first element of this CSS selector. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All elements of this CSS selector. */
    public List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What a script returns: {@code return document.title}. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until something is so. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("nanoseconds when still not: " + what)
                    .isLessThan(deadline);
            settle();
        }
    }

    /** Waits until the page has been drawn twice, so that what was to be drawn is. */
    public void settle() {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));");
    }

    /** Leaves a picture of what is to be seen in {@code target/screenshots}. */
    public Path screenshot(String name) {
        settle();
        Object picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        return write(name + ".png", picture);
    }

    /** Leaves a picture of the page from top to bottom in {@code target/screenshots}. */
    public Path screenshotOfAll(String name) {
        int width = ((Number) run("return window.innerWidth")).intValue();
        int height = ((Number) run("return window.innerHeight")).intValue();
        size(width, ((Number) run("return document.documentElement.scrollHeight")).intValue());
        settle();
        settle();
        Path file = screenshot(name);
        size(width, height);
        return file;
    }

    /** Leaves the page as it is printed in {@code target/screenshots}. */
    public Path pdf(String name) {
        Object document = driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                .get("data");
        return write(name + ".pdf", document);
    }

    private static Path write(String name, Object base64) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name), Base64.getDecoder().decode((String) base64));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was loaded since a page was opened: addresses of pages, scripts, data. */
    public List<String> requests() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parsed(entry.getMessage()).path("message");
            String url = message.path("params").path("request").path("url").asText();
            // the browser begins with a page of its own
            if (message.path("method").asText().equals("Network.requestWillBeSent") && !url.startsWith("chrome://")) {
                requests.add(url);
            }
        }
        return List.copyOf(requests);
    }

    /** What the console says since a page was opened, warnings and worse. */
    public List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getLevel() + " " + entry.getMessage());
            }
        }
        return List.copyOf(complaints);
    }

    /** Takes what a test has provoked off the complaints so far. */
    public void forget(Predicate<String> provoked) {
        complaints();
        complaints.removeIf(provoked);
    }

    /**
     * Fails if, since this page was opened, the console had anything to complain about, or anything was asked for outside
     * the page's origin.
     */
    public void assertQuiet(URI page) {
        assertThat(complaints()).as("console").isEmpty();
        String origin = page.getScheme().equals("file")
                ? page.toString()
                : page.resolve("/").toString();
        assertThat(requests())
                .as("requests")
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url)
                        .matches(one -> one.startsWith(origin) || one.startsWith("data:") || one.startsWith("blob:")));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the system clears its folder for temporary files some day
        }
    }
}
