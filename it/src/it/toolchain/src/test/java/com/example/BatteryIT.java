package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BatteryIT {

    /** That of the toolchain is also the one that runs this test. */
    @Test
    void should_run_the_site_on_the_jdk_of_the_toolchain() throws IOException {
        Matcher pid = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)")
                .matcher(Files.readString(Path.of("target/dertwin/site.json")));
        pid.find();
        ProcessHandle site = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();

        Path java = Path.of(site.info().command().orElseThrow()).toRealPath();

        assertEquals(
                Path.of(System.getProperty("java.home")).toRealPath(),
                java.getParent().getParent());
    }
}
