package io.dertwin.junit.jupiter;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What the documentation shows. */
@DerTwinTest(site = "junit-site.json")
@Retention(RetentionPolicy.RUNTIME)
@interface PlantTest {}
