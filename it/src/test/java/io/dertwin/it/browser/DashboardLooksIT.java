package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.client.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the dashboard looks: pictures of all views are left in {@code target/screenshots}. */
@NeedsBrowser
@Timeout(180)
class DashboardLooksIT {

    private static final List<String> VIEWS = List.of("site", "devices/bess-1", "faults", "journal");

    /** Texts that stand on a background too much like them, as WCAG counts contrast: 4.5 to 1 at least. */
    private static final String FAINT_TEXTS = """
            const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const rgba = css => {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = css;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            };
            const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
            const back = element => {
              for (let one = element; one; one = one.parentElement) {
                const colour = rgba(getComputedStyle(one).backgroundColor);
                if (colour[3] > 250) return colour;
              }
              return [255, 255, 255, 255];
            };
            const found = [];
            for (const element of document.querySelectorAll('body *')) {
              const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
              if (!own || !element.offsetParent || element.closest(':disabled, .visually-hidden, .changed, option')) continue;
              const [a, b] = [light(rgba(getComputedStyle(element).color)), light(back(element))].sort((x, y) => y - x);
              if ((a + 0.05) / (b + 0.05) < 4.5) found.push(element.className + ': ' + element.textContent.slice(0, 40));
            }
            return found;
            """;

    /** Controls without a name that could be read out. */
    private static final String NAMELESS = """
            return [...document.querySelectorAll('button, input, select, a, [tabindex="0"]')]
              .filter(one => one.offsetParent)
              .filter(one => !(one.textContent.trim() && one.tagName !== 'SELECT') && !one.getAttribute('aria-label') && !(one.labels && one.labels.length))
              .map(one => one.outerHTML.slice(0, 120));
            """;

    /** Controls too small to be met with a finger. */
    private static final String TINY = """
            return [...document.querySelectorAll('button, input, select, summary, nav a')]
              .filter(one => one.offsetParent && !one.matches('.visually-hidden, [type=checkbox]'))
              .map(one => [one, one.getBoundingClientRect()])
              .filter(([one, box]) => box.height < 24 || box.width < 24)
              .map(([one]) => one.outerHTML.slice(0, 120));
            """;

    private static final String OVERFLOW = """
            const wide = document.documentElement.scrollWidth > innerWidth;
            return wide ? [...document.querySelectorAll('main *, header *')].filter(one => one.offsetParent
              && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120)) : [];
            """;

    @TempDir
    private static Path folder;

    private static SiteProcess site;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped");
        browser = Browser.start();
        letThingsHappen(site.client());
    }

    /** Half a day with an EMS, a cloud, a frequency event and faults, so that every view has something to show. */
    private static void letThingsHappen(DerTwin site) throws Exception {
        try (Ems bess = new Ems(site.device("bess-1").modbus());
                Ems meter = new Ems(site.device("meter").modbus())) {
            bess.write(10_055, 1);
            for (int minute = 0; minute < 180; minute++) {
                switch (minute) {
                    case 20 -> site.grid().frequencyStep(-0.5, Duration.ofMinutes(10));
                    case 60 -> site.grid().irradiance(150, Duration.ofMinutes(20));
                    case 100 -> site.device("bess-1").inject(Fault.stuck("system_soc", 50));
                    case 130 -> site.device("meter").inject(Fault.noise("total_active_power", 0.5));
                    default -> {
                        // the sun shines
                    }
                }
                bess.readInputs(32_000, 3);
                bess.readInputs(10_059, 2);
                meter.readInputs(40, 2);
                bess.writeLong(10_126, (int) (150 * Math.sin(minute / 20.0)));
                site.clock().advance(Duration.ofMinutes(1));
            }
            bess.readInputs(32_003, 1);
            bess.write(10_055, 9);
        }
    }

    @AfterAll
    static void stop() {
        browser.close();
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, light, laptop", "1280, 900, dark, laptop", "390, 844, light, phone", "390, 844, dark, phone"
    })
    void should_be_fit_to_be_seen(int width, int height, String theme, String device) {
        browser.size(width, height);
        browser.prefers(theme);
        DashboardPage page = DashboardPage.open(browser, site.url());
        for (String view : VIEWS) {
            page.show(view);
            awaitContent(page, view);
            String name = "dashboard-" + view.replaceFirst("/.*", "") + "-" + device + "-" + theme;
            browser.screenshot(name);

            assertThat(browser.run(OVERFLOW)).as(name + ": too wide").isEqualTo(List.of());
            assertThat(browser.run(FAINT_TEXTS)).as(name + ": hard to read").isEqualTo(List.of());
            assertThat(browser.run(NAMELESS)).as(name + ": without a name").isEqualTo(List.of());
            assertThat(browser.run(TINY)).as(name + ": too small").isEqualTo(List.of());
        }
        page.assertQuiet();
    }

    private static void awaitContent(DashboardPage page, String view) {
        switch (view) {
            case "site" ->
                browser.await(
                        "drawn",
                        () -> !browser.findAll("#charts [data-drawn] canvas").isEmpty());
            case "faults" -> page.awaitText("#faults", "stuck");
            case "journal" -> page.awaitText("#entries", "active_power_setpoint");
            default -> page.awaitText("tr[data-address='32002'] .name", "system_soc");
        }
        browser.settle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void should_look_good_from_top_to_bottom(String theme) {
        browser.size(1280, 900);
        browser.prefers(theme);
        DashboardPage page = DashboardPage.open(browser, site.url());
        awaitContent(page, "site");
        browser.screenshotOfAll("dashboard-all-" + theme);
        page.assertQuiet();
    }

    @Test
    void should_not_move_what_somebody_is_reading() throws Exception {
        browser.size(1280, 900);
        DashboardPage page = DashboardPage.open(browser, site.url());
        awaitContent(page, "site");
        browser.run("window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
                + " window.shifts += entry.value; }).observe({type: 'layout-shift'});");
        for (int i = 0; i < 30; i++) {
            site.client().clock().advance(37);
            browser.settle();
        }
        assertThat(((Number) browser.run("return window.shifts")).doubleValue()).isLessThan(0.05);
    }

    @Test
    void should_keep_to_the_theme_that_was_chosen() {
        browser.size(1280, 900);
        browser.prefers("light");
        DashboardPage page = DashboardPage.open(browser, site.url());
        page.click("#theme");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        browser.driver().navigate().refresh();
        page.awaitReady();
        awaitContent(page, "site");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        assertThat(browser.run("return document.querySelector('.dtc').dataset.theme"))
                .isEqualTo("dark");
        page.click("#theme");
        browser.run("localStorage.clear()");
    }

    @Test
    void should_show_a_whole_day_at_a_second_without_drawing_every_one(@TempDir Path elsewhere) throws Exception {
        try (SiteProcess day = SiteProcess.start(SiteFiles.plain(elsewhere), elsewhere, "--stepped");
                Browser fresh = Browser.start()) {
            day.client().clock().advance(Duration.ofHours(24));
            fresh.size(1280, 900);
            DashboardPage page = DashboardPage.open(fresh, day.url());
            page.awaitText("#charts .dtc-range", "to day 1 12:00:00");

            assertThat(page.api("/api/v1/report/data").at("/series/time").size())
                    .isBetween(1000, 20_000);
            fresh.run("document.querySelector('#charts .dtc-panel:last-child').scrollIntoView({block: 'center'})");
            fresh.await(
                    "drawn as they come into view",
                    () -> Boolean.TRUE.equals(
                            fresh.run(
                                    "return Boolean(document.querySelector('#charts .dtc-panel:last-child .dtc-plot').dataset.drawn)")));
            fresh.screenshot("dashboard-day");
            page.assertQuiet();
        }
    }
}
