package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The page that shows what the control channel can do, in a browser that reaches nothing but this machine. */
@NeedsBrowser
@Timeout(180)
class DocsPageIT {

    @TempDir
    Path folder;

    private SiteProcess site;
    private Browser browser;
    private URI page;

    @BeforeEach
    void open() throws Exception {
        site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped");
        browser = Browser.start();
        browser.size(1280, 900);
        page = site.url().resolve("/docs");
        browser.open(page);
        browser.await("operations", () -> !shown(".operation").isEmpty());
    }

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void should_show_every_operation_and_ask_for_nothing_but_the_document() {
        browser.screenshot("docs");

        assertThat(browser.run("return fetch('/openapi.json').then(answer => answer.json()).then(api =>"
                        + " Object.values(api.paths).reduce((sum, path) => sum + Object.keys(path).length, 0))"))
                .isEqualTo((long) shown(".operation").size())
                .isEqualTo((long) shown("#contents a").size());
        assertThat(browser.find("#postClockAdvance").getText())
                .contains(
                        "/api/v1/clock/advance",
                        "\"duration\":\"PT20M\"",
                        page.resolve("/").toString());
        browser.assertQuiet(page);
    }

    @Test
    void should_find_operations_by_words() {
        browser.find("#filter").sendKeys("delete fault");

        browser.await("fewer operations", () -> shown(".operation").size() < 5);
        assertThat(shown("#contents a .path"))
                .extracting(WebElement::getText)
                .containsExactlyInAnyOrder("/faults", "/faults/{id}");
        browser.assertQuiet(page);
    }

    private List<WebElement> shown(String selector) {
        return browser.findAll(selector).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }
}
