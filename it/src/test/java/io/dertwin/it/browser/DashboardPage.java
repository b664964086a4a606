package io.dertwin.it.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The dashboard in a browser, as somebody uses it; and beside it the control channel, which knows what is so. */
final class DashboardPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser browser;
    private final URI url;
    private final Optional<String> token;
    private final HttpClient client = HttpClient.newHttpClient();

    private DashboardPage(Browser browser, URI url, Optional<String> token) {
        this.browser = browser;
        this.url = url;
        this.token = token;
    }

    /** Opens it and waits until it is there. */
    static DashboardPage open(Browser browser, URI url) {
        DashboardPage page = new DashboardPage(browser, url, Optional.empty());
        page.load();
        page.awaitReady();
        return page;
    }

    /** Opens one that will ask for a token. */
    static DashboardPage openGuarded(Browser browser, URI url, String token) {
        DashboardPage page = new DashboardPage(browser, url, Optional.of(token));
        page.load();
        return page;
    }

    /** Loads it anew: the address must be another one, not only another part of the page. */
    private void load() {
        browser.open(url.resolve("/?" + System.nanoTime()));
    }

    void awaitReady() {
        browser.await("ready", () -> Boolean.TRUE.equals(browser.run("return document.body.dataset.ready === 'true'")));
        awaitText("#connection", "live");
    }

    /** Shows a view: {@code devices/bess-1}. */
    void show(String view) {
        browser.run("location.hash = arguments[0]", view);
        String section = "#view-" + view.replaceFirst("/.*", "");
        browser.await(
                view,
                () -> Boolean.FALSE.equals(browser.run("return document.querySelector(arguments[0]).hidden", section)));
    }

    /** Unfolds what the clock has beside its buttons. */
    void openMore() {
        if (Boolean.FALSE.equals(browser.run("return document.querySelector('#more').open"))) {
            click("#more > summary");
        }
    }

    void click(String selector) {
        browser.await("there is " + selector, () -> !browser.findAll(selector).isEmpty());
        WebElement element = browser.find(selector);
        browser.run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Clicks what carries this text. */
    void clickText(String selector, String text) {
        browser.await("there is " + text, () -> withText(selector, text).isPresent());
        WebElement element = withText(selector, text).orElseThrow();
        browser.run("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private Optional<WebElement> withText(String selector, String text) {
        return browser.findAll(selector).stream()
                .filter(one -> one.getText().equals(text))
                .findFirst();
    }

    void type(String selector, String text) {
        browser.await("there is " + selector, () -> !browser.findAll(selector).isEmpty());
        WebElement field = browser.find(selector);
        browser.run("arguments[0].scrollIntoView({block: 'center'})", field);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text.isEmpty() ? Keys.DELETE : text);
    }

    void choose(String selector, String value) {
        browser.await("there is " + selector, () -> !browser.findAll(selector).isEmpty());
        browser.run(
                "const list = document.querySelector(arguments[0]); list.value = arguments[1];"
                        + "list.dispatchEvent(new Event('input', {bubbles: true}));"
                        + "list.dispatchEvent(new Event('change', {bubbles: true}));",
                selector,
                value);
    }

    /** The text of the first element of a selector; empty if there is none. */
    String text(String selector) {
        Object text = browser.run(
                "const found = document.querySelector(arguments[0]); return found ? found.textContent : ''", selector);
        return (String) text;
    }

    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) browser.run(
                "return [...document.querySelectorAll(arguments[0])].filter(one => one.offsetParent)"
                        + ".map(one => one.textContent)",
                selector);
    }

    void awaitText(String selector, String text) {
        browser.await(
                selector + " says " + text + ", not " + text(selector),
                () -> text(selector).contains(text));
    }

    void awaitCount(String selector, int count) {
        browser.await(count + " of " + selector, () -> texts(selector).size() == count);
    }

    /** What the control channel says. */
    JsonNode api(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            return JSON.readTree(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    /** Waits until the control channel says so. */
    void awaitApi(String path, String pointer, String value) {
        browser.await(
                path + pointer + " is " + value,
                () -> api(path).at(pointer).asText().equals(value));
    }

    Browser browser() {
        return browser;
    }

    /** Nothing is asked for elsewhere, and the console has nothing to say. */
    void assertQuiet() {
        browser.assertQuiet(url);
    }
}
