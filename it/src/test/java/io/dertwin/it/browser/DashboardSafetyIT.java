package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The dashboard where somebody means harm, where there is too much, and where the site is not what it was. */
@NeedsBrowser
@Timeout(180)
class DashboardSafetyIT {

    private static final int MOST_ROWS = 200;
    private static final int FLOOD = 20_000;

    @TempDir
    private Path folder;

    private Browser browser;

    @BeforeEach
    void start() {
        browser = Browser.start();
        browser.size(1280, 900);
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    void should_show_hostile_names_as_they_are_written() throws Exception {
        String hostile = SiteFiles.hostileText();
        try (SiteProcess site = SiteProcess.start(SiteFiles.hostile(folder), folder, "--stepped")) {
            DashboardPage page = DashboardPage.open(browser, site.url());
            assertThat(page.text("#site-name")).isEqualTo(hostile);
            assertThat(browser.driver().getTitle()).startsWith(hostile);

            page.show("journal");
            try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
                ems.readInputs(0, 1);
                ems.write(5, 1);
                ems.write(5, 3);
                ems.readHoldings(100, 60);
                ems.readHoldings(101, 1);
            }
            page.awaitCount("#entries > li", 5);
            for (int i = 0; i < 5; i++) {
                page.click("#entries > li:nth-child(" + (i + 1) + ") .entry");
            }
            assertThat(String.join("\n", page.texts("#entries > li"))).contains(hostile);

            page.show("devices/bess-1");
            page.awaitText("tr[data-address='0'] .name", hostile);
            page.awaitText("tr[data-address='100'] .value", hostile);
            assertThat(page.text("tr[data-address='0'] .number")).contains(hostile);

            page.show("faults");
            page.choose("#fault-kind", "stuck");
            page.type("form[aria-label='New fault'] [name='register']", "x " + hostile);
            page.type("form[aria-label='New fault'] [name='value']", "7");
            page.click("#add-fault");
            page.awaitText("#faults", hostile);

            page.show("site");
            browser.await(
                    "drawn",
                    () -> !browser.findAll("#charts [data-drawn] canvas").isEmpty());
            assertThat(browser.run("return window.hacked")).isNull();
            assertThat(browser.findAll("img[src='x'], body script")).isEmpty();
            page.assertQuiet();
        }
    }

    @Test
    void should_ask_for_the_token_once_and_keep_it_in_the_tab() throws Exception {
        try (SiteProcess site = SiteProcess.start(SiteFiles.guarded(folder, "s3cret"), folder, "--stepped")) {
            DashboardPage page = DashboardPage.openGuarded(browser, site.url(), "s3cret");
            page.awaitText("dialog", "This site wants a token");
            assertThat(page.text("#site-name")).isEqualTo("DER Twin");

            giveToken(page, "guess");
            page.awaitText("dialog", "That was not it.");
            giveToken(page, "s3cret");
            page.awaitReady();
            assertThat(page.text("#site-name")).isEqualTo("guarded");
            page.click("#step");
            page.awaitText("#time", "12:00:01");
            assertThat(page.api("/api/v1/clock").path("ticks").asInt()).isEqualTo(1);
            assertThat(browser.run("return Object.values(sessionStorage)")).isEqualTo(List.of("s3cret"));
            assertThat(browser.run("return document.cookie + JSON.stringify(localStorage) + location.href")
                            .toString())
                    .doesNotContain("s3cret");

            browser.driver().navigate().refresh();
            page.awaitReady();
            assertThat(browser.findAll("dialog")).isEmpty();
            browser.forget(complaint -> complaint.contains("401 (Unauthorized)"));
            page.assertQuiet();
            assertThat(browser.requests()).noneMatch(request -> request.contains("s3cret"));
        }
    }

    private static void giveToken(DashboardPage page, String token) {
        page.type("dialog #token", token + Keys.ENTER);
    }

    @Test
    void should_keep_its_bounds_in_a_flood_of_requests() throws Exception {
        try (SiteProcess site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped")) {
            DashboardPage page = DashboardPage.open(browser, site.url());
            page.show("journal");
            try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
                for (int i = 0; i < FLOOD; i++) {
                    ems.readInputs(32_000, 3);
                }
            }
            String last = String.valueOf(FLOOD);
            browser.await(
                    "the last request",
                    () -> last.equals(
                            browser.run(
                                    "const first = document.querySelector('#entries > li'); return first && first.dataset.sequence")));

            assertThat(page.texts("#entries > li")).hasSizeLessThanOrEqualTo(MOST_ROWS);
            assertThat(page.api("/api/v1/journal/counters").path("requests").asInt())
                    .isEqualTo(FLOOD);
            page.awaitText("#counters", "20,000 requests");
            page.show("site");
            page.awaitText("#charts h3", "Power balance");
            page.assertQuiet();
        }
    }

    @Test
    void should_ask_once_a_second_where_there_is_no_stream() throws Exception {
        try (SiteProcess site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped")) {
            DashboardPage page = DashboardPage.open(browser, site.url());
            blocked("*/api/v1/stream*");
            browser.driver().navigate().refresh();
            page.awaitText("#connection", "asking once a second");
            site.client().clock().advance(90);
            page.awaitText("#time", "12:01:30");
            page.show("journal");
            try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
                ems.readInputs(32_002, 1);
            }
            page.awaitText("#entries", "system_soc = 50.00 %");
            blocked();
            page.awaitText("#connection", "live");
            site.client().clock().advance(30);
            page.awaitText("#time", "12:02:00");
            browser.forget(complaint -> complaint.contains("/api/v1/stream"));
            page.assertQuiet();
        }
    }

    @Test
    void should_begin_anew_when_a_site_answers_again() throws Exception {
        try (SiteProcess site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped")) {
            DashboardPage page = DashboardPage.open(browser, site.url());
            page.show("journal");
            browser.run("window.isTheSamePage = true");
            blocked("*/api/*");
            // a stream that is open already is cut like this when a tab is hidden
            browser.run("Object.defineProperty(document, 'hidden', {configurable: true, value: true});"
                    + "document.dispatchEvent(new Event('visibilitychange'));"
                    + "Object.defineProperty(document, 'hidden', {configurable: true, value: false});"
                    + "document.dispatchEvent(new Event('visibilitychange'));");
            page.awaitText("#connection", "no connection, trying again");
            blocked();
            browser.await("a new page", () -> browser.run("return window.isTheSamePage") == null);
            page.awaitReady();
            assertThat(browser.find("#view-journal").isDisplayed()).isTrue();
        }
    }

    private void blocked(String... addresses) {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    @Test
    void should_say_that_the_site_has_ended() throws Exception {
        try (SiteProcess site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped")) {
            DashboardPage page = DashboardPage.open(browser, site.url());
            site.stop();
            page.awaitText("#connection", "no connection, trying again");
            page.click("#step");
            page.awaitText("#toasts", "The site does not answer. Is it still running?");
            browser.forget(complaint -> complaint.contains("ERR_CONNECTION_REFUSED")
                    || complaint.contains("ERR_INCOMPLETE_CHUNKED_ENCODING")
                    || complaint.contains("ERR_CONNECTION_RESET"));
        }
    }
}
