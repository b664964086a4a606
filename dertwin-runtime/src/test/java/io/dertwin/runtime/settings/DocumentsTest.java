package io.dertwin.runtime.settings;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DocumentsTest {

    @TempDir
    Path folder;

    @Nested
    class Values {

        @Test
        void should_read_the_same_tree_when_it_is_written_in_json_or_yaml() {
            String json = "{\"a\": 1, \"b\": [1.5, \"x\", true, null], \"c\": {\"d\": \"\"}}";
            String yaml = "a: 1\nb: [1.5, x, true, null]\nc: {d: ''}\n";

            assertThat(plain(read("site.json", json)))
                    .isEqualTo(plain(read("site.yaml", yaml)))
                    .hasToString("{a=1, b=[1.5, x, true, null], c={d=}}");
        }

        @Test
        void should_know_the_line_of_every_key_and_value() {
            String json = "{\n  \"a\":\n    1,\n  \"b\": [\n    2\n  ]\n}";
            String yaml = "\n# a comment\na: 1\nb:\n  - c: 2\n    d: 3\n";

            assertThat(lines(read("site.json", json))).containsExactly("1 {}", "2 a", "3 1", "4 b", "4 []", "5 2");
            assertThat(lines(read("site.yaml", yaml)))
                    .containsExactly("3 {}", "3 a", "3 1", "4 b", "5 []", "5 {}", "5 c", "5 2", "6 d", "6 3");
        }

        @Test
        void should_count_lines_when_they_end_as_on_windows() {
            assertThat(lines(read("site.yaml", "a: 1\r\nb: 2\r\n")))
                    .containsExactly("1 {}", "1 a", "1 1", "2 b", "2 2");
            assertThat(lines(read("site.json", "{\r\n\"a\": 1\r\n}"))).containsExactly("1 {}", "2 a", "2 1");
        }

        @ParameterizedTest
        @CsvSource({"5, 5", "-5, -5", "+5, 5", "0, 0", "-0, 0", "0x04, 4", "0xFFFF, 65535", "0o17, 15"})
        void should_take_a_whole_number_as_a_long(String word, long value) {
            assertThat(scalar("a.yaml", word)).isEqualTo(value);
        }

        @ParameterizedTest
        @CsvSource({"1.5, 1.5", "-1.5, -1.5", ".5, 0.5", "5., 5", "1e3, 1000", "1.5E-3, 0.0015", "+1.0, 1"})
        void should_take_any_other_number_as_a_double(String word, double value) {
            assertThat(scalar("a.yaml", word)).isEqualTo(value);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a.json", "a.yaml"})
        void should_keep_every_digit_of_a_whole_number_too_large_for_a_long(String file) {
            assertThat(scalar(file, "18446744073709551615")).isEqualTo(new BigInteger("18446744073709551615"));
            assertThat(scalar(file, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void should_take_a_number_beyond_all_bounds_as_infinite() {
            assertThat(scalar("a.json", "1e999")).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(scalar("a.yaml", "-1e999")).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(scalar("a.yaml", "-.inf")).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(scalar("a.yaml", ".NaN")).isEqualTo(Double.NaN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"yes", "no", "On", "Off", "1_000", "12:30", "0b1", "-0x1", "1e", "e3", ".", "0x", "1.2.3"})
        void should_take_an_unquoted_word_as_a_text_when_yaml_1_2_does(String word) {
            assertThat(scalar("a.yaml", word)).isEqualTo(word);
        }

        @ParameterizedTest
        @ValueSource(strings = {"'5'", "\"5\"", "!!str 5", "! 5"})
        void should_take_a_quoted_number_as_a_text(String word) {
            assertThat(scalar("a.yaml", word)).isEqualTo("5");
        }

        @Test
        void should_leave_keys_as_they_are_written() {
            assertThat(plain(read("a.yaml", "0x04: a\n010: b\ntrue: c\n"))).hasToString("{0x04=a, 010=b, true=c}");
        }

        @Test
        void should_repeat_what_an_alias_names() {
            String yaml = "a: &one 1\nb: &two {c: *one}\nd: [*two, *one]";

            assertThat(plain(read("a.yaml", yaml))).hasToString("{a=1, b={c=1}, d=[{c=1}, 1]}");
        }

        @Test
        void should_merge_what_a_mapping_does_not_say_itself() {
            String yaml = "- &one {a: 1, b: 1}\n- &two {b: 2, c: 2}\n- {<<: [*one, *two], c: 3}\n- {<<: *one}";

            assertThat(plain(read("a.yaml", yaml)))
                    .hasToString("[{a=1, b=1}, {b=2, c=2}, {c=3, a=1, b=1}, {a=1, b=1}]");
        }

        @Test
        void should_allow_a_comment_to_come_twice() {
            String json = "{\"//\": 1, \"comment\": \"x\", \"//\": 2, \"comment\": \"y\", \"a\": 1}";

            assertThat(((Node.Mapping) read("a.json", json)).entries()).hasSize(3);
        }
    }

    @Nested
    class Formats {

        @ParameterizedTest
        @ValueSource(strings = {"site", "site.conf", "site.JSON", "json"})
        void should_read_json_when_the_name_or_the_first_character_says_so(String name) {
            assertThat(plain(read(name, " \n{\"a\": 1}"))).hasToString("{a=1}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"site", "site.yml", "site.YAML", "yaml"})
        void should_read_yaml_when_the_name_or_the_first_character_says_so(String name) {
            assertThat(plain(read(name, "a: 1"))).hasToString("{a=1}");
        }

        @Test
        void should_read_json_when_a_yaml_file_holds_it() {
            assertThat(plain(read("site.yaml", "{\"a\": [1, \"b\"]}"))).hasToString("{a=[1, b]}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"site.json", "site.yaml"})
        void should_skip_a_byte_order_mark(String name) {
            assertThat(plain(read(name, "\uFEFF{\"a\": 1}"))).hasToString("{a=1}");
        }

        @Test
        void should_read_a_file_from_disk() throws IOException {
            Path file = Files.writeString(folder.resolve("site.yaml"), "a: 1");

            assertThat(plain(Documents.read(file))).hasToString("{a=1}");
        }
    }

    @Nested
    class Files_that_cannot_be_read {

        @Test
        void should_say_where_it_looked_when_there_is_no_such_file() {
            Path file = folder.resolve("x").resolve("..").resolve("site.json");

            assertProblem(
                    () -> Documents.read(file),
                    file + ": there is no such file (looked for " + folder.resolve("site.json") + ")");
        }

        @Test
        void should_say_so_when_it_is_a_directory() {
            assertProblem(() -> Documents.read(folder), folder + ": is a directory; name a file in it");
        }

        @Test
        void should_not_wait_for_a_device() {
            Path device = Path.of("/dev/zero");
            assumeTrue(Files.exists(device));

            assertProblem(() -> Documents.read(device), "/dev/zero: is not a regular file");
        }

        @Test
        void should_say_so_when_it_may_not_be_read() throws IOException {
            Path file = Files.writeString(folder.resolve("secret.json"), "{}");
            assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "nobody keeps root from reading");

            assertProblem(() -> Documents.read(file), file + ": cannot be read: permission denied");
        }

        @Test
        void should_pass_on_the_failure_of_a_stream() {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("unplugged");
                }
            };

            assertThatIOException()
                    .isThrownBy(() -> Documents.read("site.json", broken))
                    .withMessage("unplugged");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\n\t", "\uFEFF"})
        void should_say_so_when_it_is_empty(String text) {
            assertProblem(() -> read("site.json", text), "site.json: is empty");
            assertProblem(() -> read("site.yaml", text), "site.yaml: is empty");
        }

        @Test
        void should_say_so_when_it_holds_nothing_but_comments() {
            assertProblem(() -> read("site.yaml", "# nothing\n"), "site.yaml: is empty but for comments");
        }

        @Test
        void should_refuse_a_huge_file_before_reading_it() throws IOException {
            Path file = folder.resolve("huge.yaml");
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(100L * 1024 * 1024);
            }

            assertProblem(
                    () -> Documents.read(file), file + ": is larger than 4 MB; is it a site file or a register map?");
        }

        @Test
        void should_stop_reading_an_endless_stream() {
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    return 'x';
                }
            };

            assertProblem(
                    () -> readStream(endless), "site.yaml: is larger than 4 MB; is it a site file or a register map?");
        }

        @Test
        void should_recognise_a_binary_file() {
            byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0};

            assertProblem(
                    () -> Documents.read("site.json", png),
                    "site.json:1: is not UTF-8: byte 0x89 at offset 0; is it a text file?");
        }

        @ParameterizedTest
        @ValueSource(strings = {"site.json", "site.yaml"})
        void should_refuse_control_characters(String name) {
            assertProblem(
                    () -> read(name, "{\n\n\"a\": \"\0\"}"),
                    name + ":3: holds the control character U+0000; is it a text file?");
        }

        @Test
        void should_refuse_characters_that_yaml_forbids() {
            assertProblem(
                    () -> read("site.yaml", "a: 1\nb: \uFFFE"),
                    "site.yaml:2: is not valid YAML: it may not hold the character U+FFFE");
        }

        @Test
        void should_say_where_a_byte_is_not_utf_8() {
            byte[] latin1 = {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xFC, 'x'};

            assertProblem(
                    () -> Documents.read("site.yaml", latin1),
                    "site.yaml:2: is not UTF-8: byte 0xFC at offset 8; is it a text file?");
        }

        @Test
        void should_refuse_a_character_cut_off_at_the_end() {
            byte[] cut = {'a', ':', ' ', (byte) 0xC3};

            assertProblem(
                    () -> Documents.read("site.yaml", cut),
                    "site.yaml:1: is not UTF-8: byte 0xC3 at offset 3; is it a text file?");
        }

        @Test
        void should_name_the_encoding_when_it_is_utf_16() {
            assertProblem(
                    () -> Documents.read("site.json", "{\"a\": 1}".getBytes(UTF_16)),
                    "site.json: is encoded as UTF-16; save it as UTF-8");
        }
    }

    @Nested
    class Json_that_is_none {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{\"a\": NaN}      | a.json:1: is not valid JSON: there is no number 'NaN'",
                    "{\"a\": -Infinity}| a.json:1: is not valid JSON: there is no number '-Infinity'",
                    "{\"a\": 01}       | a.json:1: is not valid JSON: invalid numeric value: Leading zeroes not allowed",
                    "{\"a\": [1,]}     | a.json:1: a[1]: is not valid JSON: unexpected character (']'): expected a valid value",
                    "{\"a\": 1,}       | a.json:1: is not valid JSON: unexpected character ('}'): was expecting double-quote to start field name",
                    "{\"a\": 1 \"b\": 2} | a.json:1: is not valid JSON: unexpected character ('\"'): was expecting comma to separate Object entries",
                    "{'a': 1}          | a.json:1: is not valid JSON: unexpected character ('''): was expecting double-quote to start field name",
                    "{\"a\": tru}      | a.json:1: is not valid JSON: unrecognized token 'tru'",
                    "{\"a\": [1}}      | a.json:1: a[1]: is not valid JSON: unexpected close marker '}': expected ']' (for Array starting at line 1)",
                    "{\"a\": \"\\q\"}  | a.json:1: a: is not valid JSON: unrecognized character escape 'q'",
                    "// hello          | a.json:1: is not valid JSON: JSON has no comments; a \"comment\" key is ignored",
                    "{} {}             | a.json:1: is not valid JSON: there is more text after its end",
                    "{\"a\": 1         | a.json:1: is not valid JSON: it ends too early; a bracket or a quote is not closed",
                    "{\"a\": \"x       | a.json:1: a: is not valid JSON: it ends too early; a bracket or a quote is not closed"
                })
        void should_say_what_is_wrong_with_it(String text, String message) {
            assertProblem(() -> read("a.json", text), message);
        }

        @Test
        void should_name_the_line_and_the_place() {
            assertProblem(
                    () -> read(
                            "a.json", "{\n  \"assets\": [\n    {\"type\": \"bess\"},\n    {\"type\" \"bess\"}\n  ]\n}"),
                    "a.json:4: assets[1]: is not valid JSON: unexpected character ('\"'):"
                            + " was expecting a colon to separate field name and value");
        }

        @Test
        void should_refuse_a_line_break_in_a_text() {
            assertProblem(
                    () -> read("a.json", "{\"a\": \"x\ny\"}"),
                    "a.json:1: a: is not valid JSON: a text may not hold a tab or a line break; write \\t or \\n");
        }

        @Test
        void should_report_every_key_that_is_there_twice() {
            assertProblems(
                    () -> read("a.json", "{\"a\": 1,\n\"b\": {\"c\": 1,\n\"c\": 2},\n\"a\": 3,\n\"a\": 4}"),
                    "a.json:3: b.c: is there twice; the first is on line 2",
                    "a.json:4: a: is there twice; the first is on line 1",
                    "a.json:5: a: is there twice; the first is on line 1");
        }
    }

    @Nested
    class Yaml_that_is_none {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "a: b: c      | a.yaml:1: is not valid YAML: mapping values are not allowed here",
                    "a: %         | a.yaml:1: a: is not valid YAML: found character '%' that cannot start any token. (Do not use % for indentation)",
                    "a: [1, 2     | a.yaml:1: a[2]: is not valid YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence from line 1)",
                    "a: \"x       | a.yaml:1: a: is not valid YAML: found unexpected end of stream (while scanning a quoted scalar from line 1)",
                    "a: \"\\u\"   | a.yaml:1: a: is not valid YAML: expected escape sequence of 4 hexadecimal numbers, but found: \" (while scanning a double-quoted scalar from line 1)",
                    "a: 010       | a.yaml:1: a: the number 010 starts with 0, which some readers take as octal; write it without, as 0o... if it is octal, or in quotes if it is a text",
                    "? [a]        | a.yaml:1: a key must be a text, but is a list",
                    "? {a: b}     | a.yaml:1: a key must be a text, but is an object",
                    "*a : 1       | a.yaml:1: a key must be a text, but is the alias *a",
                    "a: *b        | a.yaml:1: a: the alias *b repeats nothing: no &b stands above it",
                    "a: &b [*b]   | a.yaml:1: a[0]: the alias *b stands inside of what it repeats",
                    "a: &b {c: *b}| a.yaml:1: a.c: the alias *b stands inside of what it repeats",
                    "a: !foo 1    | a.yaml:1: a: the tag !foo is not supported; leave it out",
                    "a: !!int 1   | a.yaml:1: a: the tag !!int is not supported; leave it out",
                    "a: !!java.net.URL [x] | a.yaml:1: a: the tag !!java.net.URL is not supported; leave it out",
                    "<<: 5        | a.yaml:1: <<: must be an object to merge, but is 5",
                    "\"\\Uzzzzzzzz\" | a.yaml:1: is not valid YAML: expected escape sequence of 8 hexadecimal numbers, but found: zzzzzzzz (while scanning a double-quoted scalar from line 1)"
                })
        void should_say_what_is_wrong_with_it(String text, String message) {
            assertProblem(() -> read("a.yaml", text), message);
        }

        @Test
        void should_refuse_a_tab_as_indentation() {
            assertProblem(
                    () -> read("a.yaml", "a:\n\tb: 1"),
                    "a.yaml:2: a: is not valid YAML: found character '\\t(TAB)' that cannot start any token."
                            + " (Do not use \\t(TAB) for indentation)");
        }

        @Test
        void should_survive_an_escape_that_the_parser_does_not() {
            assertProblem(
                    () -> read("a.yaml", "\"\\UFFFFFFFF\""),
                    "a.yaml: is not valid YAML: a \\u or \\U in quotes must be followed by hexadecimal digits");
        }

        @Test
        void should_refuse_another_version_of_yaml() {
            assertProblem(
                    () -> read("a.yaml", "%YAML 9.9\n---\na: 1"),
                    "a.yaml: is written in a version of YAML that is not supported; leave out the %YAML line");
        }

        @Test
        void should_refuse_a_second_document() {
            assertProblem(
                    () -> read("a.yaml", "a: 1\n---\nb: 2"),
                    "a.yaml:2: a second document starts here; there may be one to a file");
        }

        @Test
        void should_refuse_text_after_the_end_of_the_document() {
            assertProblem(
                    () -> read("a.yaml", "a: 1\n...\nb: 2"),
                    "a.yaml:3: is not valid YAML: expected '<document start>', but found '<block mapping start>'");
        }

        @Test
        void should_report_every_key_that_is_there_twice() {
            assertProblems(
                    () -> read("a.yaml", "a: 1\nb:\n  - c: 1\n    c: 2\na: 3"),
                    "a.yaml:4: b[0].c: is there twice; the first is on line 3",
                    "a.yaml:5: a: is there twice; the first is on line 1");
        }
    }

    @Nested
    class Documents_that_would_not_fit {

        @Test
        void should_refuse_deep_nesting() {
            String deepest = "[".repeat(64) + "]".repeat(64);

            assertThat(plain(read("a.json", deepest))).hasToString(deepest);
            assertThat(plain(read("a.yaml", deepest))).hasToString(deepest);
            assertThat(messages(() -> read("a.json", "[" + deepest + "]")))
                    .singleElement()
                    .asString()
                    .endsWith("is nested deeper than 64 levels");
            assertThat(messages(() -> read("a.yaml", "[" + deepest + "]")))
                    .singleElement()
                    .asString()
                    .endsWith("is nested deeper than 64 levels");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":", "- ", "? ", "{a: ", "&a [", "!!map {x: "})
        void should_refuse_nesting_without_end(String part) {
            String text = part.repeat(1024 * 1024 / part.length());

            assertThat(messages(() -> read("a.json", text))).hasSize(1);
            assertThat(messages(() -> read("a.yaml", text))).hasSize(1);
        }

        @Test
        void should_refuse_aliases_that_stand_for_billions() {
            String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                    + IntStream.range(1, 10)
                            .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n")
                            .collect(Collectors.joining());

            assertProblem(
                    () -> read("a.yaml", bomb),
                    "a.yaml:6: a5[3]: the document holds more than 500000 values, those behind aliases included");
        }

        @Test
        void should_refuse_merges_that_stand_for_billions() {
            String wide =
                    IntStream.range(0, 1000).mapToObj(i -> "k" + i + ": 0").collect(Collectors.joining(", "));
            String bomb = "- &a {" + wide + "}\n" + "- {<<: *a}\n".repeat(1000);

            assertThat(messages(() -> read("a.yaml", bomb)))
                    .singleElement()
                    .asString()
                    .endsWith("the document holds more than 500000 values, those behind aliases included");
        }

        @Test
        void should_refuse_more_values_than_any_site_has() {
            assertProblem(
                    () -> read("a.json", "[" + "0,".repeat(600_000) + "0]"),
                    "a.json:1: [499999]: the document holds more than 500000 values, those behind aliases included");
        }

        @Test
        void should_report_no_more_problems_than_anyone_reads() {
            List<String> messages = messages(() -> read("a.json", "{" + "\"a\":1,".repeat(100_000) + "\"a\":1}"));

            assertThat(messages)
                    .hasSize(Problems.MOST + 1)
                    .last()
                    .isEqualTo("a.json: 99000 more problems are not shown");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "#",
                    "# ",
                    "a",
                    "a ",
                    "a\n",
                    "\n",
                    "-",
                    "--- ",
                    "---\n",
                    "9",
                    "0",
                    "'",
                    "\"",
                    "\\",
                    "%",
                    "|\n",
                    "> ",
                    "!",
                    "!a ",
                    "&a ",
                    "*a ",
                    "@",
                    ",",
                    "[],",
                    "'' ",
                    "\t",
                    "\u2028",
                    "a: b\n",
                    "- a\n",
                    "x: |\n  y\n",
                    "{a: b, "
                })
        void should_take_little_time_for_much_of_one_kind(String part) {
            String text = part.repeat(256 * 1024 / part.getBytes(UTF_8).length);

            RandomDocumentsTest.survive("a.yaml", text);
            RandomDocumentsTest.survive("a.json", text);
            RandomDocumentsTest.survive("a.yaml", "a: [ " + text.substring(0, text.length() / 2));
            RandomDocumentsTest.survive("a.yaml", "a: \"" + text.substring(0, text.length() / 2));
        }
    }

    private static Node read(String file, String text) {
        return Documents.read(file, text.getBytes(UTF_8));
    }

    private static void readStream(InputStream stream) {
        try {
            Documents.read("site.yaml", stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object scalar(String file, String word) {
        return ((Node.Scalar) read(file, word)).value();
    }

    private static void assertProblem(Runnable reading, String message) {
        assertProblems(reading, message);
    }

    private static void assertProblems(Runnable reading, String... messages) {
        assertThat(messages(reading)).containsExactly(messages);
    }

    private static List<String> messages(Runnable reading) {
        return assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(reading::run)
                .actual()
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    /** A tree without its lines. */
    private static Object plain(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey().name() + "=" + plain(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> String.valueOf(plain(item)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Node.Scalar) node).value();
    }

    private static List<String> lines(Node node) {
        return placed(node).toList();
    }

    private static Stream<String> placed(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return Stream.concat(
                    Stream.of(mapping.line() + " {}"),
                    mapping.entries().entrySet().stream()
                            .flatMap(entry -> Stream.concat(
                                    Stream.of(entry.getKey().line() + " "
                                            + entry.getKey().name()),
                                    placed(entry.getValue()))));
        }
        if (node instanceof Node.Sequence sequence) {
            return Stream.concat(
                    Stream.of(sequence.line() + " []"),
                    sequence.items().stream().flatMap(DocumentsTest::placed));
        }
        return Stream.of(node.line() + " " + ((Node.Scalar) node).value());
    }
}
