package io.dertwin.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwin;
import io.dertwin.client.Fault;
import io.dertwin.client.Grid;
import io.dertwin.client.HistoryQuery;
import io.dertwin.client.JournalQuery;
import io.dertwin.client.RegisterWrite;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.SiteClock;
import io.dertwin.client.SiteJournal;
import io.dertwin.client.TelemetrySeries;
import io.dertwin.client.ValueMatcher;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract is about the whole API: a method that is added to it must be used there. */
class ContractCoverageTest {

    private static final List<Class<?>> API = List.of(
            DerTwin.class,
            SiteClock.class,
            SimulatedDevice.class,
            Grid.class,
            SiteJournal.class,
            ActiveFault.class,
            Fault.class,
            HistoryQuery.class,
            JournalQuery.class,
            RegisterWrite.class,
            TelemetrySeries.class,
            ValueMatcher.class);

    @Test
    void should_use_every_method() {
        Set<String> used = Stream.of(SiteContract.class, FaultContract.class)
                .map(contract -> new ClassFileImporter().importClass(contract))
                .flatMap(contract -> Stream.<JavaAccess<?>>concat(
                        contract.getMethodCallsFromSelf().stream(), contract.getMethodReferencesFromSelf().stream()))
                .map(use -> use.getTarget().getFullName())
                .collect(Collectors.toSet());

        assertThat(API.stream()
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(ContractCoverageTest::isOfTheApi)
                        .map(ContractCoverageTest::fullName)
                        .filter(method -> !used.contains(method)))
                .isEmpty();
    }

    /** What sites ask expectations and matchers is none of their users' business. */
    private static boolean isOfTheApi(Method method) {
        boolean component = method.getDeclaringClass().isRecord()
                && Arrays.stream(method.getDeclaringClass().getRecordComponents())
                        .anyMatch(one -> one.getAccessor().equals(method));
        boolean asked =
                method.getDeclaringClass() == RegisterWrite.class || method.getDeclaringClass() == ValueMatcher.class;
        return Modifier.isPublic(method.getModifiers())
                && (!asked || method.getReturnType() == method.getDeclaringClass())
                && !method.getName().equals("parse")
                && !method.isSynthetic()
                && !component
                && !Set.of("equals", "hashCode", "toString").contains(method.getName());
    }

    /** As ArchUnit writes it. */
    private static String fullName(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
