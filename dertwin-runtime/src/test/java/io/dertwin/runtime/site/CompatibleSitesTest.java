package io.dertwin.runtime.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Site files of DER Twin (Python), as they are there, and ours. */
class CompatibleSitesTest {

    private static final Path THEIRS = Path.of("src", "test", "resources", "compat", "dertwin", "configs");
    private static final Path OURS = Path.of("..", "configs");

    @ParameterizedTest
    @CsvSource({
        "simple_config.json, local-dev-site, bess-1",
        "demo_config.json, local-dev-site, bess-1 energy-meter-1 inverter-1",
        "full_site_config.json, full-site-all-devices, bess-1 bess-2 inverter-1 chp-1 energy-meter-1",
        "mixed_protocol_config.json, mixed-protocol-site, bess-1 inverter-1 energy-meter-1"
    })
    void should_read_theirs_unmodified(String file, String name, String ids) {
        SiteDefinition site = SiteReader.read(THEIRS.resolve(file));

        assertThat(site.name()).isEqualTo(name);
        assertThat(site.assets()).extracting(SiteDefinition.Asset::id).containsExactly(ids.split(" "));
        assertThat(site.assets())
                .allSatisfy(asset -> assertThat(asset.bindings()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "simple.json, simple, bess-1",
        "demo.json, demo, bess-1 meter pv",
        "full.json, full, bess-1 bess-2 pv chp meter",
        "mixed.json, mixed, bess-1 pv meter"
    })
    void should_read_those_that_ship(String file, String name, String ids) {
        SiteDefinition site = SiteReader.read(OURS.resolve(file));

        assertThat(site.name()).isEqualTo(name);
        assertThat(site.assets()).extracting(SiteDefinition.Asset::id).containsExactly(ids.split(" "));
        assertThat(site.assets())
                .allSatisfy(asset -> assertThat(asset.bindings()).hasSize(1));
    }
}
