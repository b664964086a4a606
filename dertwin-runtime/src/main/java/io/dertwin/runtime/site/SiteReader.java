package io.dertwin.runtime.site;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.DeviceTypes;
import io.dertwin.runtime.protocol.Binding.Claim;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.SiteDefinition.Asset;
import io.dertwin.runtime.site.SiteDefinition.Control;
import io.dertwin.runtime.site.SiteDefinition.ProtocolBinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a site file and the files it names, and finds everything that is wrong with them in one go. */
public final class SiteReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Control STANDARD_CONTROL = new Control(55_000, "127.0.0.1", Optional.empty());

    private final DeviceTypes types;
    private final Protocols protocols;

    /** Knows these types of device and these protocols. */
    public SiteReader(DeviceTypes types, Protocols protocols) {
        this.types = types;
        this.protocols = protocols;
    }

    /**
     * Reads a site file, JSON or YAML, with the types and protocols that ship.
     *
     * @throws InvalidFileException with every problem found
     */
    public static SiteDefinition read(Path file) {
        return new SiteReader(DeviceTypes.standard(), Protocols.standard()).site(file);
    }

    /**
     * Reads a site file in the same way for a site that will run in another working directory.
     *
     * @throws InvalidFileException with every problem found
     */
    public static SiteDefinition read(Path file, Path workingDirectory) {
        return new SiteReader(DeviceTypes.standard(), Protocols.standard()).site(file, workingDirectory);
    }

    /**
     * Reads a site file, JSON or YAML.
     *
     * @throws InvalidFileException with every problem found
     */
    public SiteDefinition site(Path file) {
        return site(file, Path.of(""));
    }

    private SiteDefinition site(Path file, Path workingDirectory) {
        Settings settings = Settings.of(file.toString(), Documents.read(file), new Problems());
        Protocol.SiteFolder folder = new Protocol.SiteFolder(
                file.toAbsolutePath().getParent(),
                workingDirectory.toAbsolutePath(),
                settings.text("register_map_root"));
        Control control = control(settings);
        SiteDefinition site = new SiteDefinition(
                settings.file(),
                settings.text("site_name").orElse("site"),
                settings.number("seed").whole().orElse(0L),
                settings.number("step").above(0).atMost(3600).orElse(0.1),
                settings.number("start_time_h").between(0, 24).orElse(0.0) * 3600,
                settings.has("real_time") ? Optional.of(settings.flag("real_time", true)) : Optional.empty(),
                settings.number("speed").above(0).orElse(1.0),
                control,
                settings.section("external_models"),
                assets(settings, folder, control));
        site.newPlant();
        settings.rejectUnknownKeys();
        settings.problems().throwIfAny();
        return site;
    }

    private static Control control(Settings settings) {
        return settings.section("control")
                .map(block -> new Control(
                        block.number("port").whole().between(0, 65_535).orElse(STANDARD_CONTROL.port()),
                        block.text("bind").orElse(STANDARD_CONTROL.bind()),
                        block.text("token")))
                .orElse(STANDARD_CONTROL);
    }

    private List<Asset> assets(Settings settings, Protocol.SiteFolder folder, Control control) {
        if (!settings.has("assets")) {
            settings.reject("assets", "is missing: a site needs a list of devices");
        }
        List<Asset> assets = new ArrayList<>();
        Claims claims = new Claims();
        Map<String, Integer> countByType = new HashMap<>();
        Set<String> ids = new HashSet<>();
        if (settings.has("control") && control.port() != 0) {
            claims.take("control", new Claim("port " + control.port(), "the control channel", ""), settings);
        }
        for (Settings block : settings.sections("assets")) {
            type(block).ifPresent(type -> {
                int number = countByType.merge(type.name(), 1, Integer::sum);
                String id = id(block, type.name().replace('_', '-') + "-" + number);
                if (!ids.add(id)) {
                    block.reject("name", "'" + id + "' is the name of another asset already; names must be unique");
                }
                assets.add(new Asset(id, type, block, bindings(id, type, block, folder, claims)));
            });
        }
        return assets;
    }

    private Optional<DeviceType> type(Settings asset) {
        Optional<DeviceType> type = asset.requiredChoice("type", types.names()).flatMap(types::named);
        if (type.isEmpty()) {
            asset.ignore();
        }
        return type;
    }

    private static String id(Settings asset, String standard) {
        Optional<String> name = asset.text("name");
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            asset.reject(
                    "name",
                    "must be made of lower-case letters, digits and hyphens and not begin with a hyphen, but is \""
                            + name.get() + "\"");
        }
        return name.orElse(standard);
    }

    private List<ProtocolBinding> bindings(
            String id, DeviceType type, Settings asset, Protocol.SiteFolder folder, Claims claims) {
        List<ProtocolBinding> bindings = new ArrayList<>();
        for (Settings block : asset.sections("protocols")) {
            Optional<String> kind = block.requiredChoice("kind", protocols.kinds());
            if (kind.isEmpty()) {
                block.ignore();
                continue;
            }
            Protocol protocol = protocols.of(kind.get()).orElseThrow();
            protocol.read(kind.get(), block, type, folder).ifPresent(binding -> {
                bindings.add(new ProtocolBinding(protocol, binding));
                for (Claim claim : binding.claims()) {
                    claims.take(id, claim, block);
                }
            });
        }
        return bindings;
    }
}
