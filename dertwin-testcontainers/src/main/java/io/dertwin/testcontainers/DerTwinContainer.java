package io.dertwin.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.Grid;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.SiteClock;
import io.dertwin.client.SiteJournal;
import io.dertwin.client.Snapshot;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.site.ContainedSite;
import io.dertwin.runtime.site.SiteDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.Slf4jLogConsumer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Testcontainers implementation for DER Twin: a site of simulated energy hardware in a container. Once it has started, it
 * is the site.
 *
 * <pre>{@code
 * try (DerTwinContainer site = new DerTwinContainer("site.json")) {
 *     site.start();
 *     ModbusEndpoint battery = site.modbus("bess-1");
 *     // an EMS that talks to battery.host(), battery.port()
 *     site.clock().advance(Duration.ofMinutes(20));
 *     assertThat(site.device("bess-1").telemetry("system_soc")).isGreaterThan(80);
 * }
 * }</pre>
 *
 * <p>Supported image: {@code dertwin/dertwin-runtime}
 *
 * <p>Exposed ports:
 * <ul>
 *   <li>control channel: 55000, or what the site file says
 *   <li>every TCP port of the site file
 *   <li>the TCP bridge of every serial line: 56001 and up, or what the site file says
 * </ul>
 *
 * <p>The clock is stepped unless the site file or {@link #withRealTime()} says otherwise. Another container in the same
 * network reaches the site by its network alias and the ports of the site file.
 *
 * <p>What the simulator prints goes to the SLF4J logger of this class. A container with {@link #withReuse reuse} goes on as
 * the test before has left it; {@link #reset()} takes it back to its start.
 */
public class DerTwinContainer extends GenericContainer<DerTwinContainer> implements DerTwin {

    private static final int READABLE_BY_ALL = 0644;
    private static final String CONTROL_TOKEN = "DERTWIN_CONTROL_TOKEN";

    private final DockerImageName image;
    private final ContainedSite contained;

    private SiteTime time = SiteTime.AS_THE_FILE_SAYS;
    private Optional<Double> speed = Optional.empty();
    private Optional<DerTwin> site = Optional.empty();

    /**
     * A site in the image of this library's own version, or in the one that the system property {@code dertwin.image} names:
     * that of a mirror, or of a build of one's own.
     *
     * @param site the site file, JSON or YAML: a path, or the name of a class path resource
     * @throws IllegalArgumentException if the file is not there or cannot be used; the message says everything that is
     *     wrong with it
     */
    public DerTwinContainer(String site) {
        this(SiteImage.standard(), site);
    }

    /**
     * A site in this image.
     *
     * @param image one that has DER Twin in it
     * @param site the site file, JSON or YAML: a path, or the name of a class path resource
     * @throws IllegalArgumentException if the file is not there or cannot be used; the message says everything that is
     *     wrong with it
     */
    @SuppressWarnings("this-escape") // as all containers are set up, by the methods that their users call
    public DerTwinContainer(DockerImageName image, String site) {
        super(image);
        image.assertCompatibleWith(SiteImage.NAME);
        this.image = image;
        this.contained = read(SiteFile.find(site));
        withImagePullPolicy(SiteImage::isToPull);
        waitingFor(new HealthWait(contained.controlPort()));
        withLogConsumer(new Slf4jLogConsumer(LoggerFactory.getLogger(DerTwinContainer.class))
                .withPrefix(contained.definition().name()));
    }

    private static ContainedSite read(Path site) {
        try {
            return ContainedSite.of(site);
        } catch (InvalidFileException e) {
            throw new IllegalArgumentException(
                    "The site file cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }

    /**
     * The clock follows wall time, whatever the site file says.
     *
     * @return this
     */
    public DerTwinContainer withRealTime() {
        this.time = SiteTime.REAL;
        return this;
    }

    /**
     * The clock follows wall time, at another speed.
     *
     * @param factor simulated seconds per wall second
     * @return this
     */
    public DerTwinContainer withSpeed(double factor) {
        this.speed = Optional.of(factor);
        return withRealTime();
    }

    /**
     * The clock stands still until it is told to advance, whatever the site file says.
     *
     * @return this
     */
    public DerTwinContainer withStepped() {
        this.time = SiteTime.STEPPED;
        return this;
    }

    /**
     * The control channel wants this token of whoever uses it, whatever the site file says. This object does.
     *
     * @param token what they have to know
     * @return this
     */
    public DerTwinContainer withControlToken(String token) {
        return withEnv(CONTROL_TOKEN, token);
    }

    @Override
    protected void configure() {
        contained.ports().forEach(this::addExposedPort);
        contained
                .files()
                .forEach((path, file) ->
                        withCopyFileToContainer(MountableFile.forHostPath(file, READABLE_BY_ALL), path));
        withCommand(command().toArray(String[]::new));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("run", "-c", contained.path()));
        command.addAll(List.of("--control-port", String.valueOf(contained.controlPort())));
        time.option(contained.definition().realTime()).ifPresent(command::add);
        speed.ifPresent(factor -> command.addAll(List.of("--speed", String.valueOf(factor))));
        return command;
    }

    @Override
    protected void doStart() {
        try {
            super.doStart();
        } catch (ContainerFetchException | ContainerLaunchException e) {
            throw SiteImage.isMissing(e) ? SiteImage.missing(image, e) : e;
        }
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse info, boolean reused) {
        Optional<String> token = Optional.ofNullable(getEnvMap().get(CONTROL_TOKEN))
                .or(() -> contained.definition().control().token());
        DerTwin direct = DerTwinClient.connect(getControlUrl(), token, Map.of());
        Map<String, ModbusEndpoint> mapped = new LinkedHashMap<>();
        for (String device : reachableDevices()) {
            ModbusEndpoint inside = direct.device(device).modbus();
            mapped.put(device, new ModbusEndpoint(getHost(), getMappedPort(inside.port()), inside.unitId()));
        }
        site = Optional.of(DerTwinClient.connect(getControlUrl(), token, mapped));
    }

    private List<String> reachableDevices() {
        return contained.definition().assets().stream()
                .filter(asset -> !asset.bindings().isEmpty())
                .map(SiteDefinition.Asset::id)
                .toList();
    }

    @Override
    public void stop() {
        site = Optional.empty();
        super.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * Where the control channel is reached.
     *
     * @return its address on this machine
     */
    public URI getControlUrl() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(contained.controlPort()));
    }

    /**
     * Where the device's first Modbus binding is reached from the test: mapped host and port, and the unit id.
     *
     * @param device its name on the site
     * @return its address on this machine
     */
    public ModbusEndpoint modbus(String device) {
        return device(device).modbus();
    }

    @Override
    public String siteName() {
        return contained.definition().name();
    }

    @Override
    public SiteClock clock() {
        return site().clock();
    }

    @Override
    public SimulatedDevice device(String id) {
        return site().device(id);
    }

    @Override
    public List<SimulatedDevice> devices() {
        return site().devices();
    }

    @Override
    public Grid grid() {
        return site().grid();
    }

    @Override
    public SiteJournal journal() {
        return site().journal();
    }

    @Override
    public List<ActiveFault> faults() {
        return site().faults();
    }

    @Override
    public void clearFaults() {
        site().clearFaults();
    }

    @Override
    public String report() {
        return site().report();
    }

    @Override
    public Snapshot snapshot() {
        return site().snapshot();
    }

    @Override
    public void restore(Snapshot snapshot) {
        site().restore(snapshot);
    }

    @Override
    public void reset() {
        site().reset();
    }

    private DerTwin site() {
        return site.orElseThrow(() -> new DerTwinException(
                "the site '" + contained.definition().name() + "' is not running: start its container first"));
    }
}
