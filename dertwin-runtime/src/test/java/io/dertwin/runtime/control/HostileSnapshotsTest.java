package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.ControlledSite.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A snapshot that somebody has changed is refused as a whole if the site could not go on from it. */
@Timeout(120)
class HostileSnapshotsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws Exception {
        site = ControlledSite.start(folder);
        site.post("/api/v1/clock/advance", "{'steps':50}");
        site.post("/api/v1/faults", "{'kind':'derate','device':'bess-1','percent':10}");
        site.post("/api/v1/control/bess-1", "{'command':'active_power_setpoint','value':5}");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/devices/meter/demand/next | -1 | the place of one of the 900 samples",
                "/devices/meter/demand/next | 2147483648 | the place of one of the 900 samples",
                "/devices/meter/demand/next | 4294967296 | the place of one of the 900 samples",
                "/devices/meter/demand/count | -1 | 0 to 900, as there are samples",
                "/devices/meter/demand/samples | [] | 0 to 0, as there are samples",
                "/devices/meter/demand/samples | 7 | an array of numbers",
                "/devices/meter/demand/mean | `much` | a number",
                "/devices/meter/demand/mean | null | a number",
                "/disturbances/0/point | null | a text",
                "/disturbances/0/point | 3 | a text",
                "/disturbances/0/point | `mood` | one that device 'bess-1' has and that can be set",
                "/disturbances/0/device | `bess-9` | one that device 'bess-9' has and that can be set",
                "/pending/0/port | 3 | the number of one of 3 devices",
                "/pending/0/port | -1 | the number of one of 3 devices",
                "/pending/0/commands | [99] | the numbers of some of",
                "/pending/0/commands | [-1] | the numbers of some of",
                "/pending/0/commands | [0.5] | the numbers of some of",
                "/pending/0/commands | [null] | an array of numbers",
                "/pending/0/values | [] | as many as its commands",
                "/pending/0/values | [1, 2] | as many as its commands",
                "/pending/0/values | [`NaN`, {}] | an array of numbers",
                "/pending/count | 1.5 | a whole number of at most 64 bits",
                "/devices/bess-1/commands/fallbacks/ticks | [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] | an array of",
                "/devices/bess-1/commands/fallbacks/ticks | {} | an array of numbers",
                "/devices/bess-1/commands/written | [1] | an array of",
                "/devices/bess-1/commands/written | [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] | an array of",
                "/devices/bess-1/commands/written | true | an array of numbers",
                "/devices/bess-1/run_mode | 1e308 | a whole number of at most 64 bits",
                "/devices/bess-1/run_mode | 99999999999999999999 | a whole number of at most 64 bits",
                "/ticks | 1e308 | a whole number of at most 64 bits",
                "/ticks | 9300000000000000000 | a whole number of at most 64 bits",
                "/ticks | 9200000000000000000 | 0 to 9007199254740992",
                "/ticks | -1 | 0 to 9007199254740992",
                "/parts/faults/0/fault | {} | a text",
            })
    void should_refuse_what_the_site_could_not_go_on_from(String pointer, String value, String demand)
            throws Exception {
        String before = snapshot();

        Answer answer = site.post("/api/v1/restore", with(before, pointer, value.replace('`', '"')));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.detail())
                .startsWith("the snapshot cannot be restored, and nothing has changed: its '")
                .contains(" must be " + demand);
        assertThat(snapshot()).isEqualTo(before);
        requireThatItGoesOn();
    }

    private void requireThatItGoesOn() throws Exception {
        assertThat(site.post("/api/v1/clock/advance", "{'steps':3}")
                        .json()
                        .path("ticks")
                        .asInt())
                .isEqualTo(53);
        for (String path : List.of(
                "/api/v1/devices",
                "/api/v1/devices/bess-1/registers",
                "/api/v1/forecast/bess-1?hours=0.01&step=PT1S")) {
            assertThat(site.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(site.post("/api/v1/control/bess-1", "{'command':'active_power_setpoint','value':3}")
                        .status())
                .isLessThan(300);
    }

    @Test
    void should_take_numbers_that_json_has_no_numbers_for() throws Exception {
        String hot = with(snapshot(), "/environment/ambient_c", "\"-Infinity\"");

        assertThat(site.post("/api/v1/restore", hot).status()).isEqualTo(204);
        assertThat(snapshot()).isEqualTo(hot);
    }

    private String snapshot() throws Exception {
        return site.get("/api/v1/snapshot").text();
    }

    private static String with(String snapshot, String pointer, String value) throws Exception {
        int slash = pointer.lastIndexOf('/');
        ObjectNode tree = (ObjectNode) JSON.readTree(snapshot);
        ObjectNode parent = (ObjectNode) tree.requiredAt(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        assertThat(parent.has(name)).as(pointer).isTrue();
        parent.set(name, JSON.readTree(value));
        return tree.toString();
    }
}
