package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With real JVMs, since it is their opinion of an archive that counts. */
class ClassArchiveTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private Path repository;
    private JavaCommand command;

    @BeforeEach
    void packSimulator() throws IOException {
        repository = Files.createDirectory(folder.resolve("repository"));
        command = new JavaCommand(JAVA, repository.resolve("simulator-1.jar"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeSimulator.class.getName());
        String entry = FakeSimulator.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(command.jar());
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream classFile = FakeSimulator.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            classFile.transferTo(jar);
        }
    }

    @Test
    void should_start_a_site_with_the_classes_of_the_one_before() throws Exception {
        live("first", use("first"));

        Path archive = onlyArchive();
        ClassArchive.Use second = use("second");
        assertThat(second.options()).contains("-XX:SharedArchiveFile=" + archive);
        Path loaded = folder.resolve("loaded.txt");
        live(
                "second",
                new ClassArchive.Use(
                        Stream.concat(second.options().stream(), Stream.of("-Xlog:class+load:file=" + loaded))
                                .toList(),
                        second.atEnd()));
        assertThat(Files.readAllLines(loaded))
                .anySatisfy(
                        line -> assertThat(line).contains(FakeSimulator.class.getName(), "shared objects file (top)"));
        assertThat(onlyArchive()).isEqualTo(archive);
    }

    /** What can have become of a file. */
    enum Damage {
        EMPTY {
            @Override
            byte[] of(byte[] content) {
                return new byte[0];
            }
        },
        CUT_OFF {
            @Override
            byte[] of(byte[] content) {
                return Arrays.copyOf(content, content.length / 2);
            }
        },
        A_BYTE_CHANGED {
            @Override
            byte[] of(byte[] content) {
                content[content.length / 3]++;
                return content;
            }
        };

        abstract byte[] of(byte[] content);
    }

    @ParameterizedTest
    @EnumSource
    void should_replace_a_damaged_archive_and_not_map_it(Damage damage) throws Exception {
        live("first", use("first"));
        Path archive = onlyArchive();
        byte[] damaged = damage.of(Files.readAllBytes(archive));
        Files.delete(archive);
        Files.write(archive, damaged);

        ClassArchive.Use use = use("second");

        assertThat(use.options()).noneMatch(option -> option.contains("SharedArchiveFile"));
        live("second", use);
        assertThat(use("third").options()).contains("-XX:SharedArchiveFile=" + onlyArchive());
    }

    @Test
    void should_replace_the_archive_of_an_earlier_jar() throws Exception {
        live("first", use("first"));
        Path earlier = onlyArchive();
        Files.setLastModifiedTime(command.jar(), FileTime.fromMillis(1));

        live("second", use("second"));

        assertThat(onlyArchive()).isNotEqualTo(earlier);
    }

    /** Names are there to prevent it; still, a JVM that is given the archive of another jar must not complain in the log. */
    @Test
    void should_print_nothing_about_an_archive_that_does_not_fit() throws Exception {
        live("first", use("first"));
        ClassArchive.Use first = use("second");
        Files.setLastModifiedTime(command.jar(), FileTime.fromMillis(1));

        live("second", first);
    }

    @Test
    void should_leave_the_archives_of_other_jvms_alone() throws Exception {
        Path ofAnother = Files.createFile(repository.resolve("simulator-1-0-0-0.jsa"));

        live("first", use("first"));

        assertThat(ofAnother).exists();
        assertThat(archives()).hasSize(2);
    }

    @Test
    void should_not_keep_what_a_killed_jvm_has_left() throws Exception {
        ClassArchive.Use use = use("first");
        Path draft = Files.writeString(files("first").classArchive(), "half of an archive");

        use.atEnd().accept(KILLED);

        assertThat(archives()).isEmpty();
        assertThat(draft).doesNotExist();
    }

    @Test
    void should_come_to_one_archive_when_two_sites_make_it_at_once() throws Exception {
        ClassArchive.Use one = use("one");
        ClassArchive.Use other = use("other");
        SiteProcess first = start("one", one);
        SiteProcess second = start("other", other);

        assertThat(first.stop()).isEmpty();
        assertThat(second.stop()).isEmpty();

        assertThat(use("third").options()).contains("-XX:SharedArchiveFile=" + onlyArchive());
    }

    @Test
    void should_do_without_where_there_is_no_room_for_it() throws Exception {
        ClassArchive.Use use = use("first");
        SiteProcess site = start("first", use);
        Files.delete(command.jar());
        Files.delete(repository);

        assertThat(site.stop()).isEmpty();
        assertThat(files("first").classArchive()).exists();
    }

    @Test
    void should_do_without_where_the_jvm_has_no_archive_of_its_own() throws Exception {
        Path java = Files.createFile(
                Files.createDirectories(folder.resolve("jre/bin")).resolve("java"));

        assertThat(ClassArchive.use(new JavaCommand(java, command.jar()), folder.resolve("draft"))
                        .options())
                .isEmpty();
    }

    private ClassArchive.Use use(String id) throws IOException {
        files(id).clear();
        return ClassArchive.use(command, files(id).classArchive());
    }

    /** From start to end, with nothing in the log but what the site has to say. */
    private void live(String id, ClassArchive.Use use) throws IOException, MojoExecutionException {
        assertThat(start(id, use).stop()).isEmpty();

        assertThat(files(id).log()).hasContent("Building site: harbour");
    }

    private SiteProcess start(String id, ClassArchive.Use use) throws MojoExecutionException {
        List<String> line =
                command.line(use.options(), List.of("ready", files(id).ready().toString()));
        return SiteProcess.start(new Launch(line, Map.of(), folder), files(id), Duration.ofMinutes(1), use.atEnd());
    }

    private SiteFiles files(String id) {
        return new SiteFiles(folder.resolve("target"), id);
    }

    private Path onlyArchive() throws IOException {
        assertThat(archives()).hasSize(1);
        return archives().get(0);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(repository)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
