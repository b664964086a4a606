package io.dertwin.runtime.recording;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.PlantDevice;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the values of a whole site to a CSV file, at an interval of simulated time: a column for each value, named
 * {@code bess-1.system_soc} and the like. A value that is no number leaves its field empty.
 */
public final class FileRecording implements Engine.Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileRecording.class);
    private static final double TOLERANCE = 1e-6;

    private final Engine engine;
    private final Path file;
    private final double interval;
    private final BufferedWriter writer;
    private final double[] frame;
    private final int[] places;

    private double nextTime = Double.NEGATIVE_INFINITY;
    private boolean failed;

    private FileRecording(Engine engine, Path file, double interval) throws IOException {
        this.engine = engine;
        this.file = file;
        this.interval = interval;
        this.frame = new double[engine.frames().size()];
        List<String> names = new ArrayList<>();
        this.places = columns(engine, names);
        this.writer = Files.newBufferedWriter(file);
        writer.write(String.join(",", names));
        writer.newLine();
    }

    /**
     * Begins to write.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static FileRecording start(Engine engine, Path file, double intervalSeconds) {
        try {
            FileRecording recording = new FileRecording(engine, file, intervalSeconds);
            engine.observe(recording);
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static int[] columns(Engine engine, List<String> names) {
        List<Integer> places = new ArrayList<>();
        FrameLayout.siteValues().forEach((name, place) -> {
            names.add(name);
            places.add(place);
        });
        for (PlantDevice device : engine.plant().devices()) {
            for (int i = 0; i < device.type().points().size(); i++) {
                names.add(device.id() + "." + device.type().points().get(i).name());
                places.add(device.frameOffset() + i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void published(double time) {
        boolean jumpedBack = time < nextTime - interval - TOLERANCE;
        if (!failed && (jumpedBack || time >= nextTime - TOLERANCE)) {
            nextTime = time + interval;
            write(engine.frames());
        }
    }

    private void write(Frames frames) {
        frames.read(0, frame.length, frame);
        StringBuilder line = new StringBuilder();
        for (int place : places) {
            if (!Double.isNaN(frame[place])) {
                line.append(frame[place]);
            }
            line.append(',');
        }
        line.setLength(line.length() - 1);
        try {
            writer.write(line.append('\n').toString());
        } catch (IOException e) {
            failed = true;
            LOG.error("The recording {} ends here, as it cannot be written: {}", file, e.getMessage());
        }
    }

    /** Completes the file. */
    @Override
    public void close() {
        engine.ignore(this);
        try {
            writer.close();
        } catch (IOException e) {
            LOG.error("The recording {} cannot be completed: {}", file, e.getMessage());
        }
    }
}
