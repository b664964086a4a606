package io.dertwin.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** libmodbus' master, by its command line. */
final class Mbpoll {

    private static final Pattern VALUE = Pattern.compile("^\\[\\d+]:\\s+(-?\\d+)", Pattern.MULTILINE);

    private Mbpoll() {}

    /** An input register, over Modbus TCP. */
    static int inputRegister(String host, int port, int unitId, int address) throws Exception {
        return read(unitId, address, "-m", "tcp", "-p", String.valueOf(port), host);
    }

    /** An input register, over a terminal that socat makes of a TCP port that carries RTU frames. */
    static int inputRegisterOverSocat(String host, int port, int unitId, int address) throws Exception {
        Path terminal = Files.createTempDirectory("socat").resolve("terminal");
        Process socat =
                Tool.named("socat").start("-d", "-d", "pty,raw,echo=0,link=" + terminal, "tcp:" + host + ":" + port);
        try {
            awaitTransfer(socat);
            return read(unitId, address, "-m", "rtu", "-b", "9600", "-P", "none", terminal.toString());
        } finally {
            socat.destroy();
            socat.onExit().join();
            Files.delete(terminal.getParent());
        }
    }

    private static void awaitTransfer(Process socat) throws IOException {
        BufferedReader log = socat.errorReader(StandardCharsets.UTF_8);
        String line = log.readLine();
        while (line != null && !line.contains("starting data transfer loop")) {
            line = log.readLine();
        }
    }

    private static int read(int unitId, int address, String... where) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-0", "-1", "-o", "10", "-t", "3"));
        arguments.addAll(List.of("-a", String.valueOf(unitId), "-r", String.valueOf(address)));
        arguments.addAll(Arrays.asList(where));
        String printed = Tool.named("mbpoll").run(arguments.toArray(String[]::new));
        Matcher value = VALUE.matcher(printed);
        if (!value.find()) {
            throw new IOException("mbpoll has read nothing: " + printed);
        }
        return Integer.parseInt(value.group(1));
    }
}
