package io.dertwin.junit.jupiter;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/** Starts sites for tests and hands them out; see {@link DerTwinTest}. */
final class DerTwinExtension
        implements BeforeAllCallback,
                ParameterResolver,
                AfterTestExecutionCallback,
                LifecycleMethodExecutionExceptionHandler {

    /** A class whose site file is wrong fails once and before its first test. */
    @Override
    public void beforeAll(ExtensionContext context) {
        TestSite.of(context).checkFile();
    }

    /** So that a constructor is handed the site of the test that it is called for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return TestInstantiationAwareExtension.ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DerTwin.class || type == SimulatedDevice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DerTwin site = TestSite.of(context).started();
        boolean named = parameter.isAnnotated(Device.class);
        if (parameter.getParameter().getType() == DerTwin.class) {
            if (named) {
                throw new ParameterResolutionException(
                        "a DerTwin is the whole site: take the device as a SimulatedDevice,"
                                + " or the site without @Device");
            }
            return site;
        }
        return site.device(parameter
                .findAnnotation(Device.class)
                .orElseThrow(() -> new ParameterResolutionException(whichOf(site)))
                .value());
    }

    private static String whichOf(DerTwin site) {
        return site.devices().stream()
                .map(device -> "@Device(\"" + device.id() + "\")")
                .collect(Collectors.joining(", ", "say which device of '" + site.siteName() + "' it is: one of ", ""));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> Evidence.keep(context, failure));
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Evidence.keep(context, failure);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Evidence.keep(context, failure);
        throw failure;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Evidence.keep(context, failure);
        throw failure;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Evidence.keep(context, failure);
        throw failure;
    }
}
