package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_bring_the_site_to_an_early_end() throws IOException {
        String ready = Files.readString(Path.of(System.getProperty("basedir"), "target/dertwin/site.json"));
        Matcher pid = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)").matcher(ready);
        pid.find();
        ProcessHandle site = ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
        site.destroyForcibly();
        site.onExit().join();
    }
}
