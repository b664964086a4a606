package io.dertwin.runtime.report;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.recording.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a report shows, gathered once. Nobody is held up meanwhile. */
final class ReportData {

    private static final int ENTRIES_AT_ONCE = 2000;
    private static final int MOST_WRITES = 1500;
    private static final int MOST_SLICES = 360;

    /** So many numbers make half a megabyte; a site of many devices has fewer samples of each. */
    private static final int MOST_NUMBERS = 60_000;

    /** Whoever asks for more samples than usual gets as many numbers as a history may have. */
    private static final int MOST_NUMBERS_ASKED_FOR = 2_000_000;

    private static final int FEWEST_POINTS = 120;

    private final ReportSource source;
    private final List<PlantDevice> devices;
    private final List<Panel> panels;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Series series;
    private final double now;
    private final double begin;
    private final double end;
    private final List<Happening> happenings;
    private final WriteRuns writes;
    private final Polls polls;
    private final Problems problems;

    private ReportData(ReportSource source, Extent extent) {
        this.source = source;
        this.devices = source.engine().plant().devices();
        this.panels = Panel.of(devices, source.recording());
        panels.forEach(panel -> {
            panel.lines().forEach(line -> places.put(line.key(), line.place()));
            panel.strips().forEach(strip -> places.put(strip.key(), strip.place()));
        });
        this.happenings = source.happenings().list();
        this.now = source.engine().frames().read(FrameLayout.TIME);
        this.series = source.recording()
                .thinned(
                        places.values().stream().mapToInt(Integer::intValue).toArray(),
                        extent.from(),
                        extent.to(),
                        points(extent));
        double[] times = series.times();
        this.end = Math.min(now, extent.to());
        this.begin = times.length == 0 ? Math.min(end, Math.max(extent.from(), now)) : Math.min(times[0], end);
        double step = source.engine().plant().stepSeconds();
        this.problems =
                new Problems(step, now, Limits.of(devices, source.engine().frames()));
        this.writes = new WriteRuns(MOST_WRITES, problems::see);
        this.polls = new Polls(begin, end, step, MOST_SLICES);
        readJournal(extent);
        happenings.forEach(problems::see);
    }

    static ReportData gather(ReportSource source, Extent extent) {
        return new ReportData(source, extent);
    }

    private int points(Extent extent) {
        int most = extent.points() <= Extent.USUAL_POINTS ? MOST_NUMBERS : MOST_NUMBERS_ASKED_FOR;
        int room = Math.max(FEWEST_POINTS, most / Math.max(1, places.size()));
        return Math.max(2, Math.min(extent.points(), room));
    }

    /** What is entered meanwhile belongs to another report. */
    private void readJournal(Extent extent) {
        long last = source.journal().lastSequence();
        long seen = 0;
        while (seen < last) {
            List<JournalEntry> entries =
                    source.journal().entries(JournalQuery.all().after(seen).first(ENTRIES_AT_ONCE));
            if (entries.isEmpty()) {
                break;
            }
            for (JournalEntry entry : entries) {
                double time = entry.received().time();
                if (time >= extent.from() && time <= extent.to()) {
                    polls.see(entry);
                    writes.see(entry);
                    problems.see(entry);
                }
            }
            seen = entries.get(entries.size() - 1).sequence();
        }
        writes.end();
    }

    ReportSource source() {
        return source;
    }

    List<PlantDevice> devices() {
        return devices;
    }

    List<Panel> panels() {
        return panels;
    }

    /** What the rows of {@link #series} are called, in order. */
    List<String> keys() {
        return List.copyOf(places.keySet());
    }

    Series series() {
        return series;
    }

    /** Simulated seconds, as are all times here. */
    double now() {
        return now;
    }

    double begin() {
        return begin;
    }

    double end() {
        return end;
    }

    List<Happening> happenings() {
        return happenings;
    }

    WriteRuns writes() {
        return writes;
    }

    Polls polls() {
        return polls;
    }

    List<Problem> problems() {
        return problems.list();
    }
}
