package io.dertwin.runtime.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {

    private static final List<String> NAMES = List.of("time", "bess-1.system_soc", "grid.frequency");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bess-1.system_soc >= 90|bess-1.system_soc >= 90.0",
                "bess-1.system_soc>=-9.5e1|bess-1.system_soc >= -95.0",
                "1 < time|1.0 < time",
                "time <= grid.frequency|time <= grid.frequency",
                "time == 1 or time != 2 and time > 3|(time == 1.0 or (time != 2.0 and time > 3.0))",
                "(time == 1 OR time != 2) AND ((time > 3))|((time == 1.0 or time != 2.0) and time > 3.0)",
                "time > 1 and time > 2 and time > 3|(time > 1.0 and time > 2.0 and time > 3.0)"
            })
    void should_read_conditions(String text, String meaning) {
        assertThat(meaning(ConditionParser.parse(text, NAMES::indexOf))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it ends at position 1 where a number, 'time' or a value like bess-1.system_soc is expected",
                "time|it ends at position 5 where one of >= <= > < == != is expected",
                "time = 5|'=' stands at position 6 where one of >= <= > < == != is expected",
                "time > and|'and' stands at position 8 where a number, 'time' or a value like bess-1.system_soc is expected",
                "(time > 1|it ends at position 10 where ')' is expected",
                "time > 1)|')' stands at position 9 where 'and', 'or' or the end is expected",
                "time > 1 && time < 2|'&' stands at position 10 where 'and', 'or' or the end is expected"
            })
    void should_say_where_a_text_is_no_condition(String text, String complaint) {
        assertThatThrownBy(() -> ConditionParser.parse(text, NAMES::indexOf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is no condition: " + complaint);
    }

    @Test
    void should_refuse_what_is_too_long_to_be_meant() {
        assertThatThrownBy(() -> ConditionParser.parse("(".repeat(100_000), NAMES::indexOf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a condition must be at most 1000 characters long");
        assertThatThrownBy(() -> ConditionParser.parse("(".repeat(1000), NAMES::indexOf))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void should_take_any_text_without_failing() {
        Random random = new Random(7);
        List<String> words = List.of("time", "and", "or", "(", ")", ">=", "<", "==", "1", "-2.5", "a.b", "!", " ");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            try {
                ConditionParser.parse(text.toString(), name -> 0);
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).contains("is no condition");
            }
        }
    }

    private static String meaning(Condition.Term term) {
        if (term instanceof Condition.All all) {
            return joined(all.parts(), " and ");
        }
        if (term instanceof Condition.Any any) {
            return joined(any.parts(), " or ");
        }
        Condition.Comparison comparison = (Condition.Comparison) term;
        return meaning(comparison.left()) + " " + comparison.operator().symbol + " " + meaning(comparison.right());
    }

    private static String joined(List<Condition.Term> parts, String word) {
        return "("
                + String.join(
                        word, parts.stream().map(ConditionParserTest::meaning).toList()) + ")";
    }

    private static String meaning(Condition.Operand operand) {
        return operand instanceof Condition.Reading reading
                ? NAMES.get(reading.index())
                : String.valueOf(((Condition.Constant) operand).value());
    }
}
