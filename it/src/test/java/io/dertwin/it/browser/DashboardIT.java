package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** What people do with the dashboard, and what the site says of it. */
@NeedsBrowser
@Timeout(180)
class DashboardIT {

    private static final int SOC = 32_002;
    private static final int SETPOINT = 10_126;
    private static final int START_STOP_STANDBY = 10_055;
    private static final String NEW_FAULT = "form[aria-label='New fault'] ";

    @TempDir
    private static Path folder;

    private static SiteProcess site;
    private static Browser browser;

    private DashboardPage page;

    @BeforeAll
    static void start() throws Exception {
        site = SiteProcess.start(SiteFiles.plain(folder), folder, "--stepped");
        browser = Browser.start();
        browser.size(1280, 900);
    }

    @AfterAll
    static void stop() {
        browser.close();
        site.close();
    }

    @BeforeEach
    void open() {
        browser.forget(ofTheTestBefore -> true);
        site.client().clock().stepped();
        site.client().reset();
        page = DashboardPage.open(browser, site.url());
    }

    @AfterEach
    void should_be_quiet() {
        page.assertQuiet();
    }

    @Test
    void should_say_what_site_it_is() {
        assertThat(page.text("#site-name")).isEqualTo("harbour");
        assertThat(page.text("#site-about")).contains("DER Twin", "1 s steps", "seed 42");
        assertThat(browser.driver().getTitle()).isEqualTo("harbour · DER Twin");
        assertThat(page.text("#mode")).isEqualTo("stepped");
        assertThat(page.texts("#cards .name")).containsExactly("bess-1", "pv", "chp", "meter");
    }

    @Test
    void should_step_and_advance_the_clock() {
        assertThat(page.text("#time")).isEqualTo("12:00:00");
        page.click("#step");
        page.awaitText("#time", "12:00:01");
        assertThat(site.client().clock().ticks()).isEqualTo(1);

        page.clickText("button.length", "+20 min");
        page.awaitText("#time", "12:20:01");
        assertThat(site.client().clock().ticks()).isEqualTo(1201);

        page.openMore();
        page.type("#advance-by", "1.5 h");
        page.click("#advance");
        page.awaitText("#time", "13:50:01");
        assertThat(site.client().clock().time()).isEqualTo(43_201 + 6600);
    }

    @Test
    void should_show_the_same_values_as_the_control_channel() {
        page.clickText("button.length", "+1 min");
        page.awaitText("#time", "12:01:00");
        JsonNode grid = page.api("/api/v1/grid");

        page.awaitText(
                "[data-name='grid.frequency'] .value",
                fixed(grid.path("frequency_hz").asDouble(), 3));
        page.awaitText(
                "[data-name='site.power'] .value", fixed(grid.path("power_kw").asDouble(), 2));
        assertThat(page.text(".card[data-id='bess-1'] .value")).isEqualTo("50.00");
    }

    @Test
    void should_follow_wall_time_and_pause() {
        page.choose("#speed", "600");
        page.click("#run");
        page.awaitText("#mode", "real time 600 ×");
        JsonNode running = page.api("/api/v1/clock");
        assertThat(running.path("mode").asText()).isEqualTo("realtime");
        assertThat(running.path("speed").asDouble()).isEqualTo(600);
        browser.await("time passes", () -> !page.text("#time").equals("12:00:00"));

        page.choose("#speed", "max");
        page.awaitText("#mode", "real time max");
        assertThat(page.api("/api/v1/clock").path("speed").asText()).isEqualTo("max");
        page.click("#run");
        page.awaitText("#mode", "paused");
        assertThat(page.api("/api/v1/clock").path("mode").asText()).isEqualTo("paused");
        page.openMore();
        page.click("#stepped");
        page.awaitText("#mode", "stepped");
    }

    @Test
    void should_notice_what_others_do_to_the_clock() {
        site.client().clock().advance(Duration.ofMinutes(5));
        page.awaitText("#time", "12:05:00");
        site.client().clock().pause();
        page.awaitText("#mode", "paused");
    }

    @Test
    void should_advance_until_something_is_so() {
        site.client().device("bess-1").command("start_stop_standby", 1);
        site.client().device("bess-1").command("active_power_setpoint", -40);
        page.openMore();
        page.type("#condition", "bess-1.system_soc >= 55");
        page.click("#advance-until");
        page.awaitText("#toasts", "True at 12:15");
        assertThat(site.client().device("bess-1").telemetry("system_soc")).isBetween(55.0, 55.1);

        page.openMore();
        page.type("#condition", "bess-1.system_soc >= 99");
        page.type("#limit", "1 min");
        page.click("#advance-until");
        page.awaitText("#toasts", "Not true within 1 min");
    }

    @Test
    void should_say_why_the_clock_was_not_advanced() {
        page.openMore();
        page.type("#condition", "bess-1.system_sock >= 55");
        page.click("#advance-until");

        page.awaitText("#toasts", "'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?");
        assertThat(site.client().clock().ticks()).isZero();
        forgetRefusals();
    }

    @Test
    void should_call_off_a_long_advance() {
        page.openMore();
        page.type("#advance-by", "100000 d");
        page.click("#advance");
        browser.await("advancing", () -> browser.find("#progress").isDisplayed());
        page.click("#cancel");
        browser.await("done", () -> !browser.find("#progress").isDisplayed());
        browser.await("free", () -> page.api("/api/v1/clock").path("ticks").asLong() > 0);
        assertThat(site.client().clock().time()).isLessThan(100_000 * 86_400.0);
    }

    @Test
    void should_go_back_to_the_beginning_when_that_is_confirmed() {
        page.clickText("button.length", "+1 min");
        page.awaitText("#time", "12:01:00");
        page.openMore();
        page.click("#reset");
        page.clickText("dialog button", "Cancel");
        assertThat(site.client().clock().ticks()).isEqualTo(60);
        page.click("#reset");
        page.clickText("dialog button", "Reset");
        page.awaitText("#time", "12:00:00");
        assertThat(site.client().clock().ticks()).isZero();
    }

    @Test
    void should_restore_a_snapshot() throws Exception {
        page.clickText("button.length", "+1 min");
        page.awaitText("#time", "12:01:00");
        Path snapshot = Files.writeString(
                folder.resolve("snapshot.json"), site.client().snapshot().json());
        page.clickText("button.length", "+20 min");
        page.awaitText("#time", "12:21:00");
        browser.find("#snapshot-file").sendKeys(snapshot.toAbsolutePath().toString());

        page.awaitText("#time", "12:01:00");
        assertThat(site.client().clock().ticks()).isEqualTo(60);
    }

    @Test
    void should_hand_out_snapshot_and_report() throws Exception {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        browser.driver()
                .executeCdpCommand(
                        "Browser.setDownloadBehavior",
                        Map.of(
                                "behavior",
                                "allow",
                                "downloadPath",
                                downloads.toAbsolutePath().toString()));
        page.clickText("button.length", "+1 min");
        page.awaitText("#time", "12:01:00");
        page.openMore();
        page.click("#snapshot");
        Path snapshot = downloads.resolve("snapshot-12-01-00.json");
        browser.await("the snapshot", () -> Files.exists(snapshot));
        page.click("#report");
        Path report = downloads.resolve("report-12-01-00.html");
        browser.await("the report", () -> Files.exists(report));

        assertThat(Files.readString(snapshot))
                .isEqualTo(site.client().snapshot().json());
        assertThat(Files.readString(report)).startsWith("<!doctype html>").contains("harbour");
    }

    @Test
    void should_write_a_command() {
        page.show("devices/bess-1");
        page.choose("[data-command='start_stop_standby'] select", "1");
        page.click("[data-command='start_stop_standby'] button");
        page.awaitApi("/api/v1/devices/bess-1", "/commands/start_stop_standby", "1.0");
        page.type("[data-command='active_power_setpoint'] input", "-20");
        page.click("[data-command='active_power_setpoint'] button");
        page.awaitApi("/api/v1/devices/bess-1", "/commands/active_power_setpoint", "-20.0");

        page.click("#step");
        page.awaitText("[data-point='active_power'] .value", "-20.00");
        assertThat(site.client().device("bess-1").telemetry("active_power")).isEqualTo(-20);
    }

    @Test
    void should_say_why_a_command_is_refused() {
        page.show("devices/bess-1");
        page.type("[data-command='soc_upper_limit_1'] input", "10");
        page.click("[data-command='soc_upper_limit_1'] button");

        page.awaitText("[data-command='soc_upper_limit_1'] .refusal", "the SOC limits must be ordered");
        assertThat(page.api("/api/v1/devices/bess-1")
                        .at("/commands/soc_upper_limit_1")
                        .asInt())
                .isNotEqualTo(10);
        page.type("[data-command='soc_upper_limit_1'] input", "much");
        page.click("[data-command='soc_upper_limit_1'] button");
        page.awaitText("[data-command='soc_upper_limit_1'] .refusal", "value");
        forgetRefusals();
    }

    @Test
    void should_put_a_device_into_a_state() {
        page.show("devices/bess-1");
        page.type("[data-state='system_soc'] input", "95");
        page.click("[data-state='system_soc'] button");

        page.awaitText("[data-point='system_soc'] .value", "95.00");
        assertThat(site.client().device("bess-1").telemetry("system_soc")).isEqualTo(95);
        page.awaitText("tr[data-address='" + SOC + "'] .words", "03B6");
        page.type("[data-state='system_soc'] input", "101");
        page.click("[data-state='system_soc'] button");
        page.awaitText("[data-state='system_soc'] .refusal", "system_soc must be from 0 to 100, but is 101");
        forgetRefusals();
    }

    @Test
    void should_show_registers_as_the_ems_finds_them() throws Exception {
        page.show("devices/bess-1");
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            ems.writeLong(SETPOINT, -200);
        }
        page.awaitText("tr[data-address='" + SETPOINT + "'][data-access='write'] .words", "FFFF FF38");
        JsonNode binding = page.api("/api/v1/devices/bess-1/registers").at("/bindings/0");
        List<String> expected = new ArrayList<>();
        binding.path("registers").forEach(register -> {
            StringBuilder words = new StringBuilder(register.path("address").asText());
            register.path("words").forEach(word -> words.append(String.format(" %04X", word.asInt())));
            expected.add(words.toString());
        });

        assertThat(shownRegisters()).isEqualTo(expected);
        assertThat(page.text(".endpoints"))
                .contains("127.0.0.1:" + binding.path("port").asText(), "unit 7");
    }

    @SuppressWarnings("unchecked")
    private static List<String> shownRegisters() {
        return (List<String>) browser.run("return [...document.querySelectorAll('.registers tbody tr')]"
                + ".map(row => row.dataset.address + ' ' + row.querySelector('.words').textContent)");
    }

    @Test
    void should_show_each_binding_of_a_device() {
        page.show("devices/meter");
        JsonNode bindings = page.api("/api/v1/devices/meter/registers").path("bindings");
        assertThat(page.text(".endpoints"))
                .contains(
                        "Modbus TCP 127.0.0.1:" + bindings.at("/0/port"),
                        "RTU over TCP 127.0.0.1:" + bindings.at("/1/port"),
                        "unit 9");
        browser.await(
                "the first binding", () -> page.texts(".registers tbody tr").size() > 10);
        browser.run("const list = document.querySelector(\"[aria-label='Binding']\"); list.selectedIndex = 1;"
                + "list.dispatchEvent(new Event('change'))");
        page.awaitCount(".registers tbody tr", 1);
        assertThat(page.text("tr[data-address='500'] .name")).isEqualTo("power");
        assertThat(page.text("tr[data-address='500']")).contains("float32", "total_active_power");
    }

    @Test
    void should_begin_anew_when_somebody_resets_the_site() throws Exception {
        page.show("journal");
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            ems.readInputs(SOC, 1);
            site.client().clock().advance(60);
            page.awaitText("#time", "12:01:00");
            page.awaitCount("#entries > li", 1);
            site.client().reset();
            page.awaitText("#time", "12:00:00");
            page.awaitText("#journal-empty", "No EMS has connected yet.");
            browser.await("empty", () -> page.texts("#entries > li").isEmpty());
            ems.readInputs(SOC, 1);
            page.awaitCount("#entries > li", 1);
        }
        page.show("site");
        page.awaitText("#charts .dtc-range", "12:00:00.0 to 12:00:0");
    }

    @Test
    void should_ask_for_nothing_while_nobody_looks_and_catch_up_then() throws Exception {
        page.show("journal");
        browser.run("window.wasHidden = false;"
                + "document.addEventListener('visibilitychange', () => { window.wasHidden ||= document.hidden; });");
        String window = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            for (int i = 0; i < 5; i++) {
                ems.readInputs(SOC, 1);
            }
            site.client().clock().advance(30);
        } finally {
            browser.driver().close();
            browser.driver().switchTo().window(window);
        }
        page.awaitCount("#entries > li", 5);
        page.awaitText("#time", "12:00:30");
        page.awaitText("#connection", "live");
        assertThat(browser.run("return window.wasHidden")).isEqualTo(true);
    }

    @Test
    void should_find_registers_by_what_is_typed() {
        page.show("devices/bess-1");
        page.awaitText("tr[data-address='" + SOC + "'] .name", "system_soc");
        page.type(".filter", "limit");
        page.awaitCount(".registers tbody tr", 4);
        assertThat(page.texts(".registers tbody .name"))
                .allSatisfy(name -> assertThat(name).contains("limit"));
        page.type(".filter", String.valueOf(SOC));
        page.awaitCount(".registers tbody tr", 1);
        page.clickText("button.toggle", "0x");
        assertThat(page.texts(".registers tbody .words")).containsExactly("500");
        page.type(".filter", "no such register");
        page.awaitText("#view-devices .panel .empty", "No register is like that.");
    }

    @Test
    void should_offer_every_kind_of_fault() {
        page.show("faults");
        List<String> kinds = new ArrayList<>();
        JsonNode schemas = page.api("/openapi.json").at("/components/schemas");
        for (String group : List.of("FaultOnTheWire", "FaultInValues", "FaultInWrites", "FaultInTheDevice")) {
            schemas.path(group)
                    .path("oneOf")
                    .forEach(kind -> kinds.add(kind.path("title").asText()));
        }

        assertThat(browser.findAll("#fault-kind option").stream().map(option -> option.getDomAttribute("value")))
                .containsExactlyElementsOf(kinds)
                .hasSizeGreaterThan(20);
    }

    @Test
    void should_let_a_value_go_wrong_and_end_it() {
        page.show("faults");
        assertThat(page.text("#faults")).startsWith("Nothing goes wrong on purpose.");
        page.choose("#fault-kind", "stuck");
        page.type(NEW_FAULT + "[name='register']", "system_soc");
        page.type(NEW_FAULT + "[name='value']", "12.5");
        page.click("#add-fault");

        page.awaitText("#faults [data-id='stuck-1']", "bess-1stuckactive");
        JsonNode fault = page.api("/api/v1/faults/stuck-1");
        assertThat(fault.path("value").asDouble()).isEqualTo(12.5);
        assertThat(fault.path("registers")).hasToString("[\"system_soc\"]");
        page.awaitText("#fault-count", "1");
        page.show("devices/bess-1");
        page.awaitText("tr[data-address='" + SOC + "'] .value", "12.5");
        page.show("faults");
        page.click("#faults [data-id='stuck-1'] button");
        page.awaitText("#faults", "Nothing goes wrong on purpose.");
        assertThat(page.api("/api/v1/faults")).isEmpty();
        page.show("devices/bess-1");
        page.awaitText("tr[data-address='" + SOC + "'] .value", "50");
    }

    @Test
    void should_say_which_requests_a_fault_is_about() {
        page.show("faults");
        page.choose("#fault-kind", "exception");
        page.type(NEW_FAULT + "[name='code']", "6");
        page.click(NEW_FAULT + "details summary");
        page.type(NEW_FAULT + "[name='functions']", "3, 4");
        page.type(NEW_FAULT + "[name='probability']", "0.25");
        page.type(NEW_FAULT + "[name='duration']", "30 s");
        page.click("#add-fault");
        page.awaitText("#faults", "exception-1");

        JsonNode fault = page.api("/api/v1/faults/exception-1");
        assertThat(fault.path("code").asInt()).isEqualTo(6);
        assertThat(fault.path("functions")).hasToString("[3,4]");
        assertThat(fault.path("probability").asDouble()).isEqualTo(0.25);
        assertThat(fault.path("duration").asDouble()).isEqualTo(30);
    }

    @Test
    void should_say_why_there_is_no_such_fault() {
        page.show("faults");
        page.choose("#fault-device", "meter");
        page.choose("#fault-kind", "derate");
        page.type(NEW_FAULT + "[name='percent']", "140");
        page.click("#add-fault");

        page.awaitText(NEW_FAULT + ".refusal", "percent: must be from 0 to 100, but is 140");
        assertThat(page.api("/api/v1/faults")).isEmpty();
        forgetRefusals();
    }

    @Test
    void should_let_a_device_behave_as_those_in_the_field() {
        page.show("faults");
        page.choose("#profile", "late-answers");
        page.click("#add-profile");
        page.awaitCount("#faults li[data-id]", 2);
        assertThat(page.api("/api/v1/faults")).hasSize(2);

        page.click("#clear-faults");
        page.clickText("dialog button", "End all");
        page.awaitText("#faults", "Nothing goes wrong on purpose.");
        assertThat(page.api("/api/v1/faults")).isEmpty();
    }

    @Test
    void should_let_the_frequency_fall_and_end_that() {
        page.show("faults");
        assertThat(page.text("#events")).startsWith("Grid and weather are as the site file has them.");
        page.clickText(".chips button", "Frequency −0.5 Hz, 30 s");
        page.awaitText("#events", "Frequency −0.5 Hz");
        assertThat(page.api("/api/v1/events").at("/0/delta_hz").asDouble()).isEqualTo(-0.5);
        page.click("#step");
        page.show("site");
        browser.await(
                "49.5 Hz",
                () -> page.text("[data-name='grid.frequency'] .value").startsWith("49.4")
                        || page.text("[data-name='grid.frequency'] .value").startsWith("49.5"));
        page.show("faults");
        page.click("#events li button");
        page.awaitText("#events", "Grid and weather are as the site file has them.");
        assertThat(page.api("/api/v1/events")).isEmpty();
    }

    @Test
    void should_take_an_event_as_it_is_typed_or_say_why_not() {
        page.show("faults");
        page.choose("#event-kind", "voltage");
        page.choose("#event-shape", "ramp");
        page.type("#event-magnitude", "-0.2");
        page.type("#event-in", "1 min");
        page.type("#event-duration", "");
        page.click("#add-event");
        page.awaitText("form[aria-label='New event'] .refusal", "duration: is missing: a ramp reaches its full height");
        page.type("#event-duration", "90 s");
        page.click("#add-event");
        page.awaitText("#events", "Voltage −20 %, as a ramp");

        JsonNode event = page.api("/api/v1/events").path(0);
        assertThat(event.path("at").asDouble()).isEqualTo(43_260);
        assertThat(event.path("duration").asDouble()).isEqualTo(90);
        assertThat(event.path("shape").asText()).isEqualTo("ramp");
        assertThat(page.text("#events .badge")).isEqualTo("waiting");
        forgetRefusals();
    }

    @Test
    void should_say_where_to_connect_when_nobody_has() {
        page.show("journal");
        int port = site.client().device("bess-1").modbus().port();

        assertThat(page.text("#journal-empty"))
                .contains("No EMS has connected yet.", "Modbus TCP at 127.0.0.1:" + port + ", unit 7");
    }

    @Test
    void should_show_requests_as_they_come() throws Exception {
        page.show("journal");
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            ems.readInputs(SOC, 1);
            ems.writeLong(SETPOINT, -200);
            ems.readInputs(SOC + 1, 1);
            assertThat(ems.write(START_STOP_STANDBY, 9)).isFalse();
        }
        page.awaitCount("#entries > li", 4);

        assertThat(page.texts("#entries .data"))
                .containsExactly(
                        "start_stop_standby = 9",
                        "unmapped 32003 = 0000",
                        "active_power_setpoint = -20.00 kW",
                        "system_soc = 50.00 %");
        assertThat(page.texts("#entries .badge")).containsExactly("exception 3", "ok", "ok", "ok");
        assertThat(page.text("#entries .near-miss")).contains("system_soc is at 32002");
        assertThat(page.text("#entries .message")).contains("start_stop_standby must be one of");
        assertThat(browser.findAll("#entries > li.write")).hasSize(2);
        JsonNode counters = page.api("/api/v1/journal/counters");
        page.awaitText(
                "#counters",
                counters.path("requests") + " requests · " + counters.path("reads") + " reads · "
                        + counters.path("writes") + " writes · " + counters.path("unmapped") + " unmapped");
        assertThat(page.api("/api/v1/journal")).hasSize(4);
    }

    @Test
    void should_sift_the_journal() throws Exception {
        page.show("journal");
        try (Ems bess = new Ems(site.client().device("bess-1").modbus());
                Ems pv = new Ems(site.client().device("pv").modbus())) {
            bess.readInputs(SOC, 1);
            bess.writeLong(SETPOINT, -200);
            pv.readInputs(0, 2);
            bess.write(START_STOP_STANDBY, 9);
        }
        page.awaitCount("#entries > li", 4);
        page.choose("[aria-label='Access']", "write");
        page.awaitCount("#entries > li", 2);
        page.choose("[aria-label='Outcome']", "bad");
        page.awaitCount("#entries > li", 1);
        page.choose("[aria-label='Access']", "");
        page.choose("[aria-label='Outcome']", "");
        page.choose("[aria-label='Device']", "pv");
        page.awaitCount("#entries > li", 1);
        page.choose("[aria-label='Device']", "");
        page.choose("[aria-label='Function']", "16");
        page.awaitCount("#entries > li", 1);
        page.choose("[aria-label='Function']", "");
        page.type("[aria-label='Search the journal']", "setpoint");
        page.awaitCount("#entries > li:not(.none)", 1);
        page.type("[aria-label='Search the journal']", "nothing is called so");
        page.awaitText("#entries", "No request is like that.");
    }

    @Test
    void should_hold_still_while_the_journal_is_paused() throws Exception {
        page.show("journal");
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            ems.readInputs(SOC, 1);
            page.awaitCount("#entries > li", 1);
            page.click("#pause-journal");
            ems.readInputs(SOC, 1);
            ems.readInputs(SOC, 1);
            page.awaitText("#pause-journal", "Go on (2)");
            assertThat(page.texts("#entries > li")).hasSize(1);
            page.click("#pause-journal");
            page.awaitCount("#entries > li", 3);
        }
        page.click("#clear-journal");
        page.clickText("dialog button", "Clear");
        page.awaitText("#journal-empty", "No EMS has connected yet.");
        assertThat(page.api("/api/v1/journal")).isEmpty();
    }

    @Test
    void should_unfold_all_that_is_known_of_a_request() throws Exception {
        page.show("journal");
        try (Ems ems = new Ems(site.client().device("bess-1").modbus())) {
            ems.writeLong(SETPOINT, -200);
        }
        page.click("#entries .entry");
        page.awaitText("#entries .details", "holding register 10126…10127: FFFF FF38");
        assertThat(browser.find("#entries .entry").getDomAttribute("aria-expanded"))
                .isEqualTo("true");
    }

    @Test
    void should_draw_what_has_been_and_what_comes() {
        page.clickText("button.length", "+20 min");
        page.awaitText("#charts .dtc-range", "12:00:00 to 12:20:0");
        browser.await(
                "drawn", () -> !browser.findAll("#charts [data-drawn] canvas").isEmpty());
        page.click("#step");
        page.awaitText("#charts .dtc-range", "12:00:00 to 12:20:01");
        assertThat(page.texts("#charts h3")).contains("Power balance", "bess-1", "pv");
    }

    @Test
    void should_be_worked_with_the_keyboard_alone() {
        browser.run("document.body.focus()");
        press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to content");
        for (int i = 0; i < 4; i++) {
            press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo("Step");
        press(Keys.ENTER);
        page.awaitText("#time", "12:00:01");
        browser.find("#more > summary").sendKeys(Keys.ENTER);
        assertThat(browser.find("#more").getDomAttribute("open")).isNotNull();
        press(Keys.TAB);
        press(Keys.ESCAPE);
        assertThat(browser.find("#more").getDomAttribute("open")).isNull();
        assertThat(focused()).isEqualTo("More");
    }

    private static void press(CharSequence key) {
        browser.driver().switchTo().activeElement().sendKeys(key);
    }

    private static String focused() {
        return browser.driver().switchTo().activeElement().getText().strip();
    }

    /** Browsers note in the console every request that is refused, which is what the test wanted. */
    private static void forgetRefusals() {
        browser.forget(complaint -> complaint.contains("400 (Bad Request)"));
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
