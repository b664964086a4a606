package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.ModbusEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The report of a day, opened from a file as from a CI's artifacts. */
@NeedsBrowser
class ReportBrowserIT {

    private static final Path HARBOUR = Path.of("src", "test", "resources", "browser", "harbour.yaml");
    private static final String HOSTILE =
            "</script><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PIXELS = """
            return [...document.querySelectorAll('.dtc-plot canvas')].map(canvas => {
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let drawn = 0;
              for (let i = 3; i < data.length; i += 4) if (data[i] > 40) drawn++;
              return drawn;
            });""";

    @TempDir
    private static Path folder;

    private static URI report;
    private static JsonNode data;
    private static Browser browser;

    @BeforeAll
    static void live() throws Exception {
        try (SiteProcess site = SiteProcess.start(HARBOUR, folder, "--stepped");
                HarbourEms ems = new HarbourEms(site.client())) {
            new HarbourDay(site.client(), ems).until(24);
            data = JSON.readTree(get(site.url().resolve("/api/v1/report/data")));
            report = Files.writeString(
                            folder.resolve("report.html"), get(site.url().resolve("/api/v1/report")))
                    .toUri();
        }
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.prefers("light");
        browser.size(1280, 900);
        show(report);
    }

    private static void show(URI page) {
        browser.open(page);
        browser.await("drawn", () -> !browser.findAll("body[data-ready]").isEmpty());
        browser.await("plots", () -> !browser.findAll(".dtc-plot[data-drawn]").isEmpty());
    }

    @Test
    void should_show_the_figures_and_problems_that_the_site_tells() {
        assertThat(browser.find("h1").getText()).isEqualTo("Harbour microgrid");
        Map<String, String> facts = Map.of("requests", "requests", "writes", "writes", "exceptions", "exceptions");
        facts.forEach((label, counter) -> assertThat(fact(label))
                .isEqualTo(data.path("counters").path(counter).asText()));
        List<String> titles = browser.findAll(".problems li b").stream()
                .map(WebElement::getText)
                .toList();
        assertThat(titles).containsExactlyElementsOf(data.path("problems").findValuesAsText("title"));
        assertThat(data.path("problems").findValuesAsText("kind"))
                .containsExactly("unmapped", "unmapped", "refused", "ignored", "clamped", "repeated");
        assertThat(browser.find(".problems .hint").getText()).contains("is 30041 Modicon notation?");
        browser.assertQuiet(report);
    }

    private static String fact(String label) {
        return browser.findAll(".facts div").stream()
                .filter(one -> one.findElement(By.tagName("dt")).getText().equals(label))
                .map(one -> one.findElement(By.tagName("dd")).getText().replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_draw_everything_and_look_like_it() {
        showAll(1280);
        assertThat(browser.findAll("section.dtc-panel"))
                .hasSize(data.path("panels").size() + 2);
        assertThat((List<?>) browser.run(PIXELS))
                .isNotEmpty()
                .allSatisfy(pixels -> assertThat(((Number) pixels).intValue()).isGreaterThan(300));
        browser.screenshot("report-light");
        browser.prefers("dark");
        browser.await("dark", () -> theme().equals("dark"));
        browser.screenshot("report-dark");
        browser.find("#toggle").click();
        assertThat(theme()).isEqualTo("light");
        browser.assertQuiet(report);
    }

    @Test
    void should_fit_a_phone() {
        browser.prefers("dark");
        showAll(390);
        assertThat(((Number) browser.run("return document.documentElement.scrollWidth")).intValue())
                .isEqualTo(390);
        browser.screenshot("report-phone");
        browser.size(390, 844);
        browser.screenshot("report-phone-top");
        browser.assertQuiet(report);
    }

    /** Makes the window as high as the page, so that all of it is drawn. */
    private static void showAll(int width) {
        browser.size(width, 844);
        browser.settle();
        browser.size(width, ((Number) browser.run("return document.documentElement.scrollHeight")).intValue());
        browser.await(
                "all plots",
                () -> browser.findAll(".dtc-plot").size()
                        == browser.findAll(".dtc-plot[data-drawn]").size());
        browser.settle();
    }

    @Test
    void should_be_printed_in_black_on_white() throws Exception {
        browser.prefers("dark");
        browser.await("dark", () -> theme().equals("dark"));
        Path pdf = browser.pdf("report");
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        browser.await("dark again", () -> theme().equals("dark"));
        browser.assertQuiet(report);
    }

    private static String theme() {
        return browser.find("body").getDomAttribute("data-theme");
    }

    @Test
    void should_zoom_by_dragging_with_the_wheel_and_by_keys_and_come_back() {
        String everything = range();
        WebElement plot = browser.find(".dtc-plot .u-over");
        drag(plot, -200, 100);
        String dragged = range();
        assertThat(dragged).isNotEqualTo(everything);
        browser.screenshot("report-zoomed");
        browser.run(
                "arguments[0].dispatchEvent(new WheelEvent('wheel', {deltaY: -100, ctrlKey: true, bubbles: true,"
                        + " cancelable: true, clientX: 600, clientY: 300}))",
                plot);
        String wheeled = range();
        assertThat(wheeled).isNotEqualTo(dragged);
        new Actions(browser.driver()).doubleClick(plot).perform();
        assertThat(range()).isEqualTo(everything);

        browser.run("document.querySelector('.dtc-plot').focus()");
        new Actions(browser.driver()).sendKeys("+").perform();
        assertThat(range()).isNotEqualTo(everything);
        new Actions(browser.driver()).sendKeys("0").perform();
        assertThat(range()).isEqualTo(everything);
        browser.assertQuiet(report);
    }

    private static String range() {
        browser.settle();
        return browser.find(".dtc-range").getText();
    }

    private static void drag(WebElement plot, int from, int to) {
        new Actions(browser.driver())
                .moveToElement(plot, from, 0)
                .clickAndHold()
                .moveByOffset((to - from) / 2, 2)
                .moveByOffset((to - from) / 2, 0)
                .release()
                .perform();
    }

    @Test
    void should_share_the_cursor_among_all_plots() {
        showAll(1280);
        WebElement plot = browser.find(".dtc-plot .u-over");
        new Actions(browser.driver()).moveToElement(plot, 60, 0).perform();
        browser.settle();

        List<?> places = (List<?>) browser.run("return [...document.querySelectorAll('.u-cursor-x')]"
                + ".map(one => Math.round(new DOMMatrix(getComputedStyle(one).transform).e))");
        assertThat(places).hasSizeGreaterThan(8);
        int first = ((Number) places.get(0)).intValue();
        assertThat(places)
                .allSatisfy(place -> assertThat(((Number) place).intValue()).isBetween(first - 1, first + 1));
        browser.assertQuiet(report);
    }

    @Test
    void should_lead_from_a_problem_to_its_place_and_tell_what_was_written_there() {
        browser.findAll(".problems a").get(4).click();
        browser.await("zoomed", () -> range().startsWith("16:"));
        WebElement modbus = browser.find(".dtc-panel:last-of-type .dtc-plot");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(modbus);

        for (int i = 0; i < 80 && !tip().contains("180.0 kW"); i++) {
            new Actions(browser.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
        }

        assertThat(tip())
                .contains("on_grid_power_setpoint = 180.0 kW", "written at 16:50:50", "by 127.0.0.1", "unit 1: ok");
        browser.screenshot("report-write");
        browser.assertQuiet(report);
    }

    private static String tip() {
        return browser.find(".dtc-tip").getText();
    }

    @Test
    void should_find_writes_in_the_table() {
        browser.find("#writes-text").sendKeys("exception");
        assertThat(browser.findAll("#writes-rows tr")).hasSize(1);
        assertThat(browser.find("#writes-rows tr").getText())
                .contains("02:30:00", "bess-1", "start_stop_standby", "7", "exception");
        browser.assertQuiet(report);
    }

    @Test
    void should_tell_codes_without_decimals_in_the_table_and_in_the_charts() {
        browser.find("#writes-text").sendKeys("start_stop");
        assertThat(browser.findAll("#writes-rows td:nth-child(4)"))
                .extracting(WebElement::getText)
                .containsOnly("1 (Run)", "7", "1 (Start the engine)", "0 (Stop the engine)");

        browser.findAll(".problems a").get(2).click();
        browser.await("zoomed", () -> range().startsWith("02:"));
        for (int i = 0; i < 80 && !tip().contains("start_stop_standby"); i++) {
            new Actions(browser.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
        }
        assertThat(tip().lines()).contains("start_stop_standby = 7");
        browser.assertQuiet(report);
    }

    @Test
    void should_tell_the_most_important_without_scripts() {
        browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.open(report);
            assertThat(browser.find("body").getText())
                    .contains("Harbour microgrid", "is 30041 Modicon notation?", "need JavaScript");
        } finally {
            browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void should_show_hostile_names_and_values_as_text() throws Exception {
        Path map = Files.writeString(
                folder.resolve("hostile.json"),
                JSON.writeValueAsString(Map.of(
                        "registers",
                        List.of(
                                Map.of(
                                        "name",
                                        HOSTILE,
                                        "description",
                                        HOSTILE,
                                        "unit",
                                        HOSTILE,
                                        "func",
                                        16,
                                        "address",
                                        0,
                                        "count",
                                        40,
                                        "type",
                                        "string",
                                        "value",
                                        ""),
                                Map.of(
                                        "name",
                                        "number " + HOSTILE,
                                        "unit",
                                        HOSTILE,
                                        "func",
                                        16,
                                        "address",
                                        100,
                                        "count",
                                        1,
                                        "type",
                                        "uint16",
                                        "value",
                                        0)))));
        Path file = Files.writeString(
                folder.resolve("hostile-site.json"),
                JSON.writeValueAsString(Map.of(
                        "site_name",
                        HOSTILE,
                        "assets",
                        List.of(Map.of(
                                "type", "bess",
                                "name", "bess-1",
                                "protocols",
                                        List.of(Map.of(
                                                "kind",
                                                "modbus_tcp",
                                                "ip",
                                                "127.0.0.1",
                                                "port",
                                                0,
                                                "register_map",
                                                map.toString())))))));
        Path reported = folder.resolve("out").resolve("hostile.html");
        Path ready = Files.createDirectories(folder.resolve("hostile"));
        try (SiteProcess site = SiteProcess.start(file, ready, "--stepped", "--report", reported.toString())) {
            ModbusEndpoint battery = site.client().device("bess-1").modbus();
            ModbusTCPMaster master = new ModbusTCPMaster(battery.host(), battery.port());
            master.connect();
            master.writeMultipleRegisters(battery.unitId(), 0, words(HOSTILE, 40));
            master.writeSingleRegister(battery.unitId(), 100, new SimpleRegister(5));
            master.readInputRegisters(battery.unitId(), 7, 1);
            master.disconnect();
            site.client().clock().advance(100);
            site.stop();
        }

        show(reported.toUri());

        assertThat(browser.find("h1").getText()).isEqualTo(HOSTILE);
        assertThat(browser.driver().getTitle()).startsWith(HOSTILE);
        assertThat(browser.find("#writes-rows").getText()).contains(HOSTILE, "number " + HOSTILE);
        browser.run("document.querySelector('.dtc-panel:last-of-type .dtc-plot').scrollIntoView()");
        browser.await(
                "timeline",
                () -> !browser.findAll(".dtc-panel:last-of-type .dtc-plot[data-drawn]")
                        .isEmpty());
        browser.run("document.querySelector('.dtc-panel:last-of-type .dtc-plot').focus()");
        new Actions(browser.driver()).sendKeys(Keys.ARROW_LEFT).perform();
        browser.settle();
        browser.screenshot("report-hostile");
        assertThat(browser.findAll("img")).isEmpty();
        assertThat(browser.run("return String(window.hacked)")).isEqualTo("undefined");
        browser.assertQuiet(reported.toUri());
    }

    private static Register[] words(String text, int count) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Register[] words = new Register[count];
        for (int i = 0; i < count; i++) {
            int high = 2 * i < bytes.length ? bytes[2 * i] & 0xFF : 0;
            int low = 2 * i + 1 < bytes.length ? bytes[2 * i + 1] & 0xFF : 0;
            words[i] = new SimpleRegister(high << 8 | low);
        }
        return words;
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
