package io.dertwin.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.device.meter.EnergyMeterType;
import io.dertwin.runtime.device.pv.InverterType;
import io.dertwin.runtime.engine.BessPlant;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.registers.DeviceRegisters;
import io.dertwin.runtime.registers.RegisterLayout;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.RegisterMaps;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultProfilesTest {

    private static final FaultProfiles PROFILES = FaultProfiles.standard();

    static Stream<FaultProfile> profiles() {
        return PROFILES.all().stream();
    }

    @Test
    void should_have_names_of_their_own() {
        assertThat(PROFILES.names()).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void should_say_what_they_are_and_where_they_come_from(FaultProfile profile) {
        assertThat(profile.name()).matches("[a-z0-9][a-z0-9-]*");
        assertThat(profile.description()).matches("[A-Z].*\\.");
        assertThat(profile.source()).contains("#");
        assertThat(profile.faults()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void should_be_taken_by_a_battery(FaultProfile profile) {
        Engine engine = BessPlant.engine();
        FaultRegistry faults = new FaultRegistry(engine, new RandomStreams(0));
        BessType type = new BessType();
        RegisterLayout layout = new RegisterLayout(RegisterMaps.readBuiltIn("bess_modbus.yaml", type), type);
        faults.attach(
                "bess-1", new DeviceRegisters(layout, engine.plant().devices().get(0), engine.frames(), false));

        List<Fault> added = faults.add(profile.on("bess-1"));

        assertThat(added).hasSameSizeAs(profile.faults());
        assertThat(added.get(0).id()).isEqualTo("bess-1-" + profile.name() + "-1");
    }

    static Stream<Arguments> maps() {
        return Stream.of(
                Arguments.of("bess_modbus.yaml", new BessType()),
                Arguments.of("pv_inverter_modbus.yaml", new InverterType()),
                Arguments.of("energy_meter_modbus.yaml", new EnergyMeterType()));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void should_find_their_registers_in_the_maps_that_ship(String map, DeviceType type) {
        RegisterMap registers = RegisterMaps.readBuiltIn(map, type);

        assertThat(PROFILES.all().stream()
                        .flatMap(profile -> profile.faults().stream())
                        .flatMap(fault -> fault.scope().registers().stream())
                        .distinct()
                        .filter(selector -> registers.registers().stream().noneMatch(selector::selects)))
                .isEmpty();
    }

    @Test
    void should_add_all_faults_or_none() {
        Engine engine = BessPlant.engine();
        FaultRegistry faults = new FaultRegistry(engine, new RandomStreams(0));
        Fault good =
                new Fault("", "bess-1", new FaultKind.NoResponse(false), FaultScope.EVERYTHING, FaultTiming.ALWAYS);
        Fault bad = new Fault("", "bess-2", good.kind(), good.scope(), good.timing());
        Fault derate = new Fault("hot", "bess-1", new FaultKind.Derate(40), FaultScope.EVERYTHING, FaultTiming.ALWAYS);
        Fault impossible =
                new Fault("hot", "bess-1", new FaultKind.Derate(400), FaultScope.EVERYTHING, FaultTiming.ALWAYS);
        faults.add(List.of(derate));

        assertThatThrownBy(() -> faults.add(List.of(good, bad)))
                .hasMessage("there is no device 'bess-2', did you mean 'bess-1'?");
        assertThatThrownBy(() -> faults.add(List.of(good, impossible)))
                .hasMessageContaining("permitted_power_percent must be from 0 to 100, but is 400");

        assertThat(faults.list())
                .extracting(FaultStatus::fault)
                .extracting(Fault::kind)
                .containsExactly(derate.kind());
        assertThat(engine.frames().read(engine.plant().devices().get(0).frameOffset() + BessPlant.PERMITTED_PERCENT))
                .isEqualTo(40);
    }
}
