package io.dertwin.runtime.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Problems problems = new Problems();

    @Nested
    class Numbers {

        @Test
        void should_give_the_number_or_the_fallback_when_it_is_absent_or_null() {
            Settings settings = yaml("a: 1.5\nb: null");

            assertThat(settings.number("a").orElse(9.0)).isEqualTo(1.5);
            assertThat(settings.number("b").orElse(9.0)).isEqualTo(9.0);
            assertThat(settings.number("c").orElse(9)).isEqualTo(9);
            assertThat(settings.number("c").required(9)).isEqualTo(9);
            assertThat(messages()).containsExactly("site.yaml:1: c: is missing");
        }

        @Test
        void should_keep_every_digit_of_a_long() {
            Settings settings = yaml("seed: 9007199254740993");

            assertThat(settings.number("seed").whole().orElse(0L)).isEqualTo(9_007_199_254_740_993L);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "five    | must be a number, but is \"five\"",
                    "'5'     | must be a number, but is \"5\"",
                    "true    | must be a number, but is true",
                    "[5]     | must be a number, but is a list",
                    "{a: 5}  | must be a number, but is an object",
                    ".nan    | must be a finite number, but is NaN",
                    "-.inf   | must be a finite number, but is -Infinity",
                    "1e999   | must be a finite number, but is Infinity"
                })
        void should_refuse_what_is_no_number(String value, String message) {
            Settings settings = yaml("a: " + value);

            assertThat(settings.number("a").required(7)).isEqualTo(7);
            assertThat(messages()).containsExactly("site.yaml:1: a: " + message);
        }

        @Test
        void should_name_the_bound_that_a_number_breaks() {
            checked("5", number -> number.above(5), "must be greater than 5, but is 5");
            checked("-0.5", number -> number.atLeast(0), "must be at least 0, but is -0.5");
            checked("1.5", number -> number.below(1.5), "must be less than 1.5, but is 1.5");
            checked("70000", number -> number.atMost(65535), "must be at most 65535, but is 70000");
            checked("101", number -> number.between(0, 100), "must be from 0 to 100, but is 101");
            checked("1.5", number -> number.whole(), "must be a whole number, but is 1.5");
            checked("3", number -> number.check(n -> n % 2 == 0, "must be even"), "must be even, but is 3");
            checked(
                    "99999999999999999999",
                    number -> number.atMost(1),
                    "must be at most 1, but is 99999999999999999999");
            checked("1e30", number -> number.atMost(1), "must be at most 1, but is 1.0E30");
        }

        private void checked(String value, Consumer<NumberSetting> check, String message) {
            Problems found = new Problems();
            check.accept(yaml("a: " + value, found).number("a"));
            assertThat(found.list()).singleElement().hasToString("site.yaml:1: a: " + message);
        }

        @Test
        void should_accept_the_bounds_themselves() {
            ToDoubleFunction<NumberSetting> all = number -> number.atLeast(5)
                    .atMost(5)
                    .between(5, 5)
                    .above(4)
                    .below(6)
                    .whole()
                    .required(0);

            assertThat(all.applyAsDouble(yaml("a: 5").number("a"))).isEqualTo(5);
            assertThat(messages()).isEmpty();
        }

        @Test
        void should_report_the_first_broken_check_only() {
            double value =
                    yaml("a: -1.5").number("a").above(0).whole().atLeast(10).required(3);

            assertThat(value).isEqualTo(3);
            assertThat(messages()).containsExactly("site.yaml:1: a: must be greater than 0, but is -1.5");
        }
    }

    @Nested
    class Other_values {

        @Test
        void should_give_texts_and_flags_or_their_fallbacks() {
            Settings settings = yaml("a: x\nb: true\nc: small");

            assertThat(settings.text("a")).contains("x");
            assertThat(settings.text("z")).isEmpty();
            assertThat(settings.requiredText("a", "y")).isEqualTo("x");
            assertThat(settings.flag("b", false)).isTrue();
            assertThat(settings.flag("z", true)).isTrue();
            assertThat(settings.choice("c", "large", List.of("small", "large"))).isEqualTo("small");
            assertThat(settings.choice("z", "large", List.of("small", "large"))).isEqualTo("large");
            assertThat(settings.has("a")).isTrue();
            assertThat(settings.has("z")).isFalse();
            assertThat(messages()).isEmpty();
        }

        @Test
        void should_say_what_was_expected_when_a_value_is_of_another_kind() {
            Settings settings = yaml("""
                    text: 5
                    list: [1]
                    flag: yes
                    choice: smal
                    section: 5
                    sections: {a: 1}
                    mixed: [{}, 5]
                    """);

            assertThat(settings.text("text")).isEmpty();
            assertThat(settings.text("list")).isEmpty();
            assertThat(settings.requiredText("nothing", "x")).isEqualTo("x");
            assertThat(settings.flag("flag", true)).isTrue();
            assertThat(settings.choice("choice", "large", List.of("small", "large")))
                    .isEqualTo("large");
            assertThat(settings.section("section")).isEmpty();
            assertThat(settings.sections("sections")).isEmpty();
            assertThat(settings.sections("mixed")).hasSize(1);
            assertThat(messages())
                    .containsExactly(
                            "site.yaml:1: text: must be a text, but is 5; put it in quotes",
                            "site.yaml:1: nothing: is missing",
                            "site.yaml:2: list: must be a text, but is a list",
                            "site.yaml:3: flag: must be true or false, but is \"yes\"",
                            "site.yaml:4: choice: must be one of small, large, but is \"smal\", did you mean 'small'?",
                            "site.yaml:5: section: must be an object, but is 5",
                            "site.yaml:6: sections: must be a list, but is an object",
                            "site.yaml:7: mixed[1]: must be an object, but is 5");
        }

        @Test
        void should_ask_for_a_choice_that_is_required() {
            Settings settings = yaml("a: small\nb: smal\nc: 5");
            List<String> words = List.of("small", "large");

            assertThat(settings.requiredChoice("a", words)).contains("small");
            assertThat(settings.requiredChoice("b", words)).isEmpty();
            assertThat(settings.requiredChoice("c", words)).isEmpty();
            assertThat(settings.requiredChoice("d", words)).isEmpty();
            assertThat(messages())
                    .containsExactly(
                            "site.yaml:1: d: is missing: must be one of small, large",
                            "site.yaml:2: b: must be one of small, large, but is \"smal\", did you mean 'small'?",
                            "site.yaml:3: c: must be a text, but is 5; put it in quotes");
        }

        @Test
        void should_refuse_a_file_whose_top_is_no_object() {
            assertThat(yaml("- a").keys()).isEmpty();
            assertThat(messages()).containsExactly("site.yaml:1: expected an object at the top, but found a list");
        }

        @Test
        void should_shorten_a_long_value_and_keep_a_message_on_one_line() {
            yaml("a: \"" + "x\\n".repeat(100_000) + "\"").number("a");

            assertThat(messages())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(150)
                    .doesNotContain("\n");
        }
    }

    @Nested
    class Unknown_keys {

        @Test
        void should_name_the_place_and_the_nearest_key() {
            Settings site = yaml("""
                    assets:
                      - type: bess
                      - type: meter
                        protocols:
                          - prot: 55001
                            port: 1
                    colour: blue
                    """);
            for (Settings asset : site.sections("assets")) {
                asset.text("type");
                asset.sections("protocols").forEach(protocol -> protocol.number("port"));
            }

            site.rejectUnknownKeys();

            assertThat(messages())
                    .containsExactly(
                            "site.yaml:5: assets[1].protocols[0].prot: unknown key 'prot', did you mean 'port'?",
                            "site.yaml:7: colour: unknown key 'colour'");
        }

        @Test
        void should_let_the_keys_of_an_object_pass_that_could_not_be_made_out() {
            Settings site = yaml("a: {b: 1}\nc: 1");
            site.section("a").orElseThrow().ignore();

            site.rejectUnknownKeys();

            assertThat(messages()).containsExactly("site.yaml:2: c: unknown key 'c'");
        }

        @Test
        void should_ignore_comments() {
            Settings site = yaml("comment: x\n//: y\n//port: z\na: 1");
            site.number("a");

            site.rejectUnknownKeys();

            assertThat(messages()).isEmpty();
            assertThat(site.keys()).containsExactly("a");
        }

        @Test
        void should_not_measure_a_key_longer_than_any_name() {
            yaml("? " + "x".repeat(1_000_000) + "\n: 1").rejectUnknownKeys();

            assertThat(messages())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(250)
                    .contains("unknown key 'xxx");
        }
    }

    @Nested
    class Collected_problems {

        @Test
        void should_be_listed_file_by_file_from_top_to_bottom() {
            problems.add("b", 2, "", "two");
            problems.add("a", 3, "", "three");
            problems.add("b", 1, "x", "one");
            problems.add("a", 0, "", "all of it");

            assertThat(messages()).containsExactly("b:1: x: one", "b:2: two", "a: all of it", "a:3: three");
        }

        @Test
        void should_all_be_in_the_exception() {
            problems.add("a", 1, "x", "one");
            problems.add("a", 2, "", "two");

            assertThatExceptionOfType(InvalidFileException.class)
                    .isThrownBy(problems::throwIfAny)
                    .withMessage("a:1: x: one" + System.lineSeparator() + "a:2: two")
                    .satisfies(e -> assertThat(e.problems()).hasSize(2));
        }

        @Test
        void should_not_end_reading_when_there_are_none() {
            assertThat(problems.isEmpty()).isTrue();
            assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
        }
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    private Settings yaml(String text) {
        return yaml(text, problems);
    }

    private static Settings yaml(String text, Problems problems) {
        return Settings.of("site.yaml", Documents.read("site.yaml", text.getBytes(UTF_8)), problems);
    }
}
