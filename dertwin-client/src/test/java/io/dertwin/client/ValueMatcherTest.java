package io.dertwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "'>= 90', '>= 90', 90, 89.9",
        "'<=-5', '<= -5', -5, -4",
        "'> 1e2', '> 100', 101, 100",
        "'< .5', '< 0.5', 0.4, 0.5",
        "'== 3', '== 3', 3, 3.1",
        "'!= 3', '!= 3', 4, 3",
        "' 3 ', '== 3', 3, 4"
    })
    void should_mean_what_its_text_says(String text, String written, double match, double mismatch) {
        ValueMatcher matcher = ValueMatcher.parse(text);

        assertThat(matcher).hasToString(written);
        assertThat(ValueMatcher.parse(matcher.toString())).hasToString(written);
        assertThat(matcher.matches(match)).isTrue();
        assertThat(matcher.matches(mismatch)).isFalse();
        assertThat(matcher.matches(Double.NaN)).isEqualTo(text.startsWith("!="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=> 3", "> x", ">", "= 3", "3 <", "> 1.2.3", "> NaN"})
    void should_say_what_a_condition_looks_like(String text) {
        assertThatThrownBy(() -> ValueMatcher.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is no condition on a number: it looks like \">= 90\","
                        + " with one of >= <= > < == !=");
    }

    @Test
    void should_only_compare_with_numbers() {
        assertThatThrownBy(() -> ValueMatcher.atLeast(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value can only be compared with a finite number, not with NaN");
    }
}
