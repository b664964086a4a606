package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.control.ControlledSite.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultEndpointsTest {

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_add_show_and_remove_faults() throws Exception {
        Answer added = site.post(
                "/api/v1/faults",
                "{'kind':'delay','device':'bess-1','ms':800,'functions':[3,4],'probability':0.5,'duration':'PT30S'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text())
                .isEqualTo(
                        "{\"id\":\"delay-1\",\"device\":\"bess-1\",\"kind\":\"delay\",\"state\":\"active\",\"hits\":0,"
                                + "\"ms\":800.0,\"jitter\":0.0,\"functions\":[3,4],\"at\":0.0,\"duration\":30.0,"
                                + "\"probability\":0.5}");
        assertThat(site.get("/api/v1/faults").text()).isEqualTo("[" + added.text() + "]");
        assertThat(site.get("/api/v1/faults/delay-1").text()).isEqualTo(added.text());
        assertThat(site.delete("/api/v1/faults/delay-2").detail())
                .isEqualTo("there is no fault 'delay-2', did you mean 'delay-1'?");
        assertThat(site.delete("/api/v1/faults/delay-1").status()).isEqualTo(204);
        assertThat(site.get("/api/v1/faults").text()).isEqualTo("[]");
    }

    @Test
    void should_show_a_fault_that_is_added_though_others_take_it_away_at_once() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> remover = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                site.site().faults().clear();
            }
        });
        try {
            for (int i = 0; i < 100; i++) {
                Answer added = site.post("/api/v1/faults", "{'id':'x','kind':'refuse','device':'bess-1'}");

                assertThat(added.status()).as(added.text()).isEqualTo(201);
                assertThat(added.json().path("id").asText()).isEqualTo("x");
            }
        } finally {
            done.set(true);
        }
        remover.join();
    }

    @Test
    void should_name_the_bindings_there_are_when_a_fault_wants_another() throws Exception {
        int port = site.get("/api/v1/devices/bess-1")
                .json()
                .path("endpoints")
                .path(0)
                .path("port")
                .asInt();
        String binding = "modbus_tcp 127.0.0.1:" + port;

        Answer refused =
                site.post("/api/v1/faults", "{'kind':'delay','device':'bess-1','ms':8,'binding':'modbus_rtu'}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail()).isEqualTo("bess-1 has no binding 'modbus_rtu', but " + binding);
        for (String known : List.of("modbus_tcp", binding)) {
            assertThat(site.post(
                                    "/api/v1/faults",
                                    "{'kind':'communication_loss','device':'bess-1','binding':'" + known + "'}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void should_restore_a_fault_of_a_binding_where_listeners_have_other_ports() throws Exception {
        String binding = site.get("/api/v1/devices/bess-1/registers")
                .json()
                .path("bindings")
                .path(0)
                .path("binding")
                .asText();
        site.post("/api/v1/faults", "{'kind':'delay','device':'bess-1','ms':8,'binding':'" + binding + "'}");
        String faults = site.get("/api/v1/faults").text();
        String taken = site.get("/api/v1/snapshot").text();

        try (ControlledSite other = ControlledSite.start(Files.createDirectory(folder.resolve("other")))) {
            assertThat(other.post("/api/v1/restore", taken).status()).isEqualTo(204);
            assertThat(other.get("/api/v1/faults").text()).isEqualTo(faults).contains(binding);
        }
    }

    @Test
    void should_clear_all_faults() throws Exception {
        site.post("/api/v1/faults", "{'kind':'no_response','device':'bess-1'}");
        site.post("/api/v1/faults", "{'kind':'stuck','device':'bess-1','register':'system_soc','value':42}");

        assertThat(site.delete("/api/v1/faults").status()).isEqualTo(204);
        assertThat(site.get("/api/v1/faults").text()).isEqualTo("[]");
    }

    @Test
    void should_say_what_is_wrong_with_a_fault() throws Exception {
        Answer unknownDevice = site.post("/api/v1/faults", "{'kind':'no_response','device':'bess1'}");
        assertThat(unknownDevice.status()).isEqualTo(400);
        assertThat(unknownDevice.detail()).isEqualTo("there is no device 'bess1', did you mean 'bess-1'?");
        assertThat(site.post("/api/v1/faults", "{'kind':'delay','device':'bess-1','msec':1}")
                        .status())
                .isEqualTo(400);
        assertThat(site.post("/api/v1/faults", "{}").status()).isEqualTo(400);
        assertThat(site.get("/api/v1/faults").text()).isEqualTo("[]");
    }
}
