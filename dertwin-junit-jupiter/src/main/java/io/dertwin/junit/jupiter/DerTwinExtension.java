package io.dertwin.junit.jupiter;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.runtime.site.EmbeddedSite;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts sites for tests and hands them out; see {@link DerTwinTest}. */
final class DerTwinExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(DerTwinExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DerTwin.class || type == SimulatedDevice.class && parameter.isAnnotated(Device.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DerTwin site = site(context).site();
        return parameter
                .findAnnotation(Device.class)
                .<Object>map(device -> site.device(device.value()))
                .orElse(site);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            Evidence.publish(site(context).site(), context);
        }
    }

    private static StartedSite site(ExtensionContext context) {
        DerTwinTest test = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), DerTwinTest.class)
                .orElseThrow();
        ExtensionContext owner = test.lifetime() == DerTwinTest.Lifetime.PER_CLASS ? ofClass(context) : context;
        return owner.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        StartedSite.class,
                        key -> new StartedSite(
                                EmbeddedSite.start(SiteFile.find(test.site(), context.getRequiredTestClass()))),
                        StartedSite.class);
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
    }

    /** A site that ends with the scope that it was started for. */
    record StartedSite(DerTwin site) implements AutoCloseable {

        @Override
        public void close() {
            site.close();
        }
    }
}
