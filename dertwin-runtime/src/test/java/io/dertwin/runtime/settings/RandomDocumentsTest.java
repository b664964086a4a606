package io.dertwin.runtime.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RandomDocumentsTest {

    @Property(tries = 10_000)
    void should_survive_any_text(@ForAll("texts") String text) {
        survive("a.yaml", text);
        survive("a.json", text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(" \n\r\t:-?[]{},#&*!|>'\"%@`abcux01.<~\\=+eE\uFEFF\uD83D\uDE00\u0085\u2028")
                .ofMaxLength(20);
    }

    @Property(tries = 5_000)
    void should_survive_any_bytes(@ForAll byte[] bytes) {
        survive("a.yaml", bytes);
        survive("a.json", bytes);
    }

    /** Whatever is read, it ends in a tree or in problems that a person can read. */
    static void survive(String file, String text) {
        survive(file, text.getBytes(UTF_8));
    }

    private static void survive(String file, byte[] bytes) {
        try {
            assertThat(Documents.read(file, bytes).line()).isPositive();
        } catch (InvalidFileException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.toString())
                            .startsWith(file)
                            .hasSizeLessThan(600)
                            .doesNotContainPattern("\\p{Cntrl}"));
        }
    }
}
