package io.dertwin.junit.jupiter;

import io.dertwin.client.DerTwin;
import io.dertwin.junit.jupiter.DerTwinTest.Lifetime;
import io.dertwin.runtime.site.EmbeddedSite;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The site of a test: found by the nearest annotation, of its class or of one that it is nested in, and started when it is
 * wanted for the first time.
 *
 * @param annotation what was asked for
 * @param annotated where it was asked for
 * @param test the context of the test, or of the class while that is set up
 */
record TestSite(DerTwinTest annotation, ExtensionContext annotated, ExtensionContext test) {

    private static final Namespace NAMESPACE = Namespace.create(DerTwinExtension.class);

    static TestSite of(ExtensionContext context) {
        ExtensionContext one = ofClass(context);
        while (true) {
            Optional<DerTwinTest> found =
                    AnnotationSupport.findAnnotation(one.getRequiredTestClass(), DerTwinTest.class);
            if (found.isPresent()) {
                return new TestSite(found.get(), one, context);
            }
            one = one.getParent().orElseThrow();
        }
    }

    /** Tests of a template have the template between themselves and their class. */
    private static ExtensionContext ofClass(ExtensionContext context) {
        ExtensionContext one = context;
        while (one.getTestMethod().isPresent()) {
            one = one.getParent().orElseThrow();
        }
        return one;
    }

    /** @throws io.dertwin.runtime.settings.InvalidFileException with everything that is wrong with the site file */
    void checkFile() {
        definition();
    }

    private SiteDefinition definition() {
        Class<?> owner = annotated.getRequiredTestClass();
        return store(annotated)
                .getOrComputeIfAbsent(
                        new Key(owner, "definition"),
                        key -> SiteReader.read(SiteFile.find(annotation.site(), owner)),
                        SiteDefinition.class);
    }

    /** The site, which is started if it is not running yet. */
    DerTwin started() {
        if (annotation.lifetime() == Lifetime.PER_METHOD && test.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("every test has a site of its own, so there is none yet for all of "
                    + test.getRequiredTestClass().getSimpleName()
                    + ": take it in @BeforeEach or in the test, or share one with"
                    + " @DerTwinTest(lifetime = PER_CLASS)");
        }
        SiteDefinition definition = definition();
        return store(owner())
                .getOrComputeIfAbsent(siteKey(), key -> new Started(EmbeddedSite.start(definition)), Started.class)
                .site();
    }

    /** The site, if it was started. */
    Optional<DerTwin> running() {
        return Optional.ofNullable(store(owner()).get(siteKey(), Started.class)).map(Started::site);
    }

    /** Whether this is the first time that this is asked of the test. */
    boolean isFirst(String what) {
        return store(test).getOrComputeIfAbsent(new Key(test.getUniqueId(), what), key -> this) == this;
    }

    private ExtensionContext owner() {
        return annotation.lifetime() == Lifetime.PER_CLASS ? annotated : test;
    }

    private Key siteKey() {
        return new Key(annotated.getRequiredTestClass(), "site");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Stores look up what outer ones hold, so the key says whose it is. */
    private record Key(Object owner, String what) {}

    /** A site that ends with the scope that it was started for. */
    private record Started(DerTwin site) implements AutoCloseable {

        @Override
        public void close() {
            site.close();
        }
    }
}
