package io.dertwin.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.dertwin.runtime.cli.HealthCheck;

/** Holds the picture of docs/architecture.md: arrows between packages run downwards only. */
@AnalyzeClasses(packages = "io.dertwin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule should_have_no_cycles_between_packages =
            slices().matching("io.dertwin.runtime.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule should_keep_the_client_free_of_the_runtime = noClasses()
            .that()
            .resideInAPackage("io.dertwin.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.dertwin.runtime..");

    @ArchTest
    static final ArchRule should_keep_physics_free_of_protocols_threads_and_clocks = noClasses()
            .that()
            .resideInAnyPackage("io.dertwin.runtime.device..", "io.dertwin.runtime.environment..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.dertwin.runtime.engine..",
                    "io.dertwin.runtime.registers..",
                    "io.dertwin.runtime.modbus..",
                    "java.util.concurrent..",
                    "java.time..",
                    "java.net..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule should_run_downwards_only = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("settings")
            .definedBy("io.dertwin.runtime.settings..")
            .layer("device")
            .definedBy("io.dertwin.runtime.device..")
            .layer("environment")
            .definedBy("io.dertwin.runtime.environment..")
            .layer("engine")
            .definedBy("io.dertwin.runtime.engine..")
            .layer("registers")
            .definedBy("io.dertwin.runtime.registers..")
            .layer("journal")
            .definedBy("io.dertwin.runtime.journal..")
            .layer("fault")
            .definedBy("io.dertwin.runtime.fault..")
            .layer("modbus")
            .definedBy("io.dertwin.runtime.modbus..")
            .layer("recording")
            .definedBy("io.dertwin.runtime.recording..")
            .layer("report")
            .definedBy("io.dertwin.runtime.report..")
            .layer("site")
            .definedBy("io.dertwin.runtime.site..")
            .layer("control")
            .definedBy("io.dertwin.runtime.control..")
            .layer("cli")
            .definedBy("io.dertwin.runtime.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("site")
            .mayOnlyBeAccessedByLayers("control", "cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("site", "control", "cli")
            .whereLayer("modbus")
            .mayOnlyBeAccessedByLayers("site", "control", "cli")
            .whereLayer("fault")
            .mayOnlyBeAccessedByLayers("modbus", "report", "site", "control", "cli")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("modbus", "fault", "recording", "report", "site", "control", "cli")
            .whereLayer("registers")
            .mayOnlyBeAccessedByLayers("journal", "fault", "modbus", "recording", "report", "site", "control", "cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers(
                    "registers", "journal", "fault", "modbus", "recording", "report", "site", "control", "cli");

    @ArchTest
    static final ArchRule should_speak_through_the_logger = noClasses()
            .that()
            .doNotBelongToAnyOf(HealthCheck.class)
            .should(ACCESS_STANDARD_STREAMS)
            .because("only a program that is nothing but its answer prints it");

    @ArchTest
    static final ArchRule should_leave_the_choice_of_logging_to_users = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
