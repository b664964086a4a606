package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.control.ApiDocument.Operation;
import io.dertwin.runtime.control.http.RawClient.Answer;
import io.dertwin.runtime.protocol.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/control-channel.md tells people to type works as it stands there, and what it names is there. */
@Timeout(60)
class ControlChannelDocumentTest {

    private static final String PAGE = page();
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern PATH = Pattern.compile("/api/v1/[a-z0-9/-]+");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void should_answer_every_command(String command) throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            write(site);
            Answer answer = request(command).to(site.address());

            assertThat(answer.status()).as(command + " → " + answer.body()).isIn(200, 204);
            assertThat(answer.body()).doesNotContain("\"met\":false");
        }
    }

    /** The setpoint that one of the commands waits for, and a battery that charges. */
    private static void write(ControlledSite site) throws Exception {
        site.post("/api/v1/control/bess-1", "{'command':'start_stop_standby','value':1}");
        site.patch("/api/v1/devices/bess-1/state", "{'system_soc':79}");
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ModbusTCPMaster ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
        ems.writeMultipleRegisters(1, 10_126, new Register[] {new SimpleRegister(0xFFFF), new SimpleRegister(0xFF38)});
        ems.disconnect();
    }

    @Test
    void should_name_nothing_that_is_not_there() {
        List<String> described = ApiDocument.read().operations().stream()
                .map(Operation::path)
                .map(path -> path.replaceAll("\\{[^}]*}", "[^/]+"))
                .toList();
        Matcher path = PATH.matcher(PAGE);
        while (path.find()) {
            assertThat(described).as(path.group()).anyMatch(path.group()::matches);
        }
    }

    /** What curl would send for a command. */
    private static WireRequest request(String command) {
        String method = "";
        String target = "";
        String body = "";
        List<String> words = words(command);
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s", "-sN" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> assertThat(words.get(++i)).isEqualTo("Content-Type: application/json");
                case "-d" -> body = words.get(++i);
                default -> target = words.get(i).replaceFirst("^localhost:55000", "");
            }
        }
        String usual = body.isEmpty() ? "GET" : "POST";
        return WireRequest.of(method.isEmpty() ? usual : method, target).json(body);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    static List<String> commands() {
        return PAGE.lines().filter(line -> line.startsWith("curl ")).toList();
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "control-channel.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
