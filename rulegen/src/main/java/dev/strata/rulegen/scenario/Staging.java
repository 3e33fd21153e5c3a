package dev.strata.rulegen.scenario;

import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes the samples of one scenario. */
public final class Staging {
    /** The bits with which the server marks the end of a series. */
    public static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static final String NAME = "__name__";
    private static final int BEFORE = (int) Duration.ofMinutes(75).toSeconds();
    /** Two samples within five minutes, whenever one looks. */
    private static final int SPARSE = 150;

    private static final int DAYS = (int) Duration.ofDays(3).toSeconds();
    private static final int WEEK = (int) Duration.ofDays(7).toSeconds();

    private final Scenario scenario;
    private final Perturbation perturbation;
    private final long zero;
    private final List<Track> tracks = new ArrayList<>();
    private final Set<String> traffic = new HashSet<>();
    private final List<double[]> silences = new ArrayList<>();

    /** Takes one series with its samples; {@code count} of each array count. */
    public interface Sink {
        void accept(SortedMap<String, String> labels, long[] millis, double[] values, int count);
    }

    private Staging(Scenario scenario, Perturbation perturbation, long zero) {
        this.scenario = scenario;
        this.perturbation = perturbation;
        this.zero = zero;
    }

    /**
     * Prepares one scenario.
     *
     * @param zero unix seconds at which a scenario without delay begins
     */
    public static Staging of(World world, Scenario scenario, Perturbation perturbation, long zero) {
        boolean subject =
                !scenario.changes().isEmpty() && scenario.changes().stream().allMatch(Staging::isOfExporter);
        var staging = new Staging(scenario, subject ? perturbation.withExporter() : perturbation, zero);
        staging.settle(world);
        staging.restartStateMetrics();
        scenario.changes().forEach(staging::apply);
        return staging;
    }

    /** Whether a change is of nothing but what the exporter says. */
    private static boolean isOfExporter(Change change) {
        if (change.effect() instanceof Change.Add add) {
            return add.series().keySet().stream()
                    .allMatch(labels -> name(labels).startsWith("strata_"));
        }
        return change.effect() instanceof Change.Move move
                && move.series().stream()
                        .allMatch(selector -> selector.metricName().startsWith("strata_"));
    }

    private static String name(SortedMap<String, String> labels) {
        return labels.getOrDefault(NAME, "");
    }

    /** When the server was down, in seconds from zero on. */
    public List<double[]> silences() {
        return List.copyOf(silences);
    }

    private void settle(World world) {
        for (World.WorldSeries series : world.series()) {
            boolean missing =
                    perturbation.withoutExporter() && name(series.labels()).startsWith("strata_");
            boolean target = perturbation.withoutExporter()
                    && "strata-exporter".equals(series.labels().get("job"));
            if (missing || target || !perturbation.has(series.extra())) {
                continue;
            }
            if (series.history()) {
                traffic.add(name(series.labels()));
            }
            Motion motion = busy(series.labels(), series.motion());
            tracks.add(new Track(series.labels(), motion, Double.NEGATIVE_INFINITY, series.history()));
        }
    }

    /** What users do is more or less in another cluster. */
    private Motion busy(SortedMap<String, String> labels, Motion motion) {
        boolean counted = traffic.contains(name(labels)) && motion instanceof Motion.Slope;
        return counted ? new Motion.Slope(((Motion.Slope) motion).perSecond() * perturbation.traffic()) : motion;
    }

    private void restartStateMetrics() {
        if (!Double.isNaN(perturbation.restartedAt())) {
            double at = perturbation.restartedAt();
            for (Track track : matching(track -> "kube-state-metrics".equals(track.labels.get("job")))) {
                String instance = track.labels.getOrDefault("instance", "");
                String port = instance.substring(Math.max(0, instance.lastIndexOf(':')));
                begin(track.copy(new TreeMap<>(Map.of("instance", "10.244.9.9" + port)), at));
                track.turn(at, Optional.empty(), new Motion.Gone());
            }
        }
    }

    /** Two tracks of one series would be told to the server one after the other, the second of them too late. */
    private void begin(Track track) {
        if (tracks.stream().noneMatch(known -> known.labels.equals(track.labels))) {
            tracks.add(track);
        }
    }

    private List<Track> matching(Predicate<Track> which) {
        return tracks.stream().filter(which).toList();
    }

    private List<Track> matching(List<VectorSelector> selectors) {
        List<SeriesMatch> matches = selectors.stream().map(SeriesMatch::new).toList();
        List<Track> found = matching(track -> matches.stream().anyMatch(match -> match.test(track.labels)));
        boolean exporters =
                selectors.stream().allMatch(selector -> selector.metricName().startsWith("strata_"));
        if (found.isEmpty() && !(perturbation.withoutExporter() && exporters)) {
            throw new IllegalArgumentException(scenario.id() + " changes series that are not there: "
                    + selectors.get(0).metricName() + selectors.get(0).matchers());
        }
        return found;
    }

    private List<Track> there(List<VectorSelector> selectors, double at) {
        return matching(selectors).stream().filter(track -> !track.isGone(at)).toList();
    }

    private void apply(Change change) {
        double at = perturbation.delay() + change.at().toSeconds();
        Optional<Double> until = change.until().map(end -> (double) perturbation.delay() + end.toSeconds());
        if (change.effect() instanceof Change.Move move) {
            matching(move.series()).forEach(track -> track.turn(at, until, busy(track.labels, move.motion())));
        } else if (change.effect() instanceof Change.Add add) {
            add.series().forEach((labels, motion) -> add(labels, motion, at, until));
        } else if (change.effect() instanceof Change.Scrape scrape) {
            there(scrape.targets(), at).forEach(target -> fail(target, scrape.vanishes(), at, until));
        } else if (change.effect() instanceof Change.Copy copy) {
            for (Track track : there(copy.series(), at)) {
                Track second = track.copy(copy.labels(), at);
                until.ifPresent(end -> second.turn(end, Optional.empty(), new Motion.Gone()));
                begin(second);
            }
        } else {
            silences.add(new double[] {at, until.orElse(at + 120)});
        }
    }

    private void add(SortedMap<String, String> labels, Motion motion, double at, Optional<Double> until) {
        boolean absent = perturbation.withoutExporter() && name(labels).startsWith("strata_");
        if (!absent) {
            Track track = tracks.stream()
                    .filter(known -> known.labels.equals(labels))
                    .findFirst()
                    .orElseGet(() -> begun(labels));
            track.turn(at, until, busy(labels, motion));
        }
    }

    private Track begun(SortedMap<String, String> labels) {
        var track = new Track(labels, new Motion.Gone(), Double.NEGATIVE_INFINITY, false);
        tracks.add(track);
        return track;
    }

    private void fail(Track target, boolean vanishes, double at, Optional<Double> until) {
        String job = target.labels.getOrDefault("job", "");
        String instance = target.labels.getOrDefault("instance", "");
        for (Track track : tracks) {
            boolean same = job.equals(track.labels.get("job")) && instance.equals(track.labels.get("instance"));
            if (same && !name(track.labels).equals("up")) {
                track.turn(at, until, new Motion.Gone());
            }
        }
        target.turn(at, until, vanishes ? new Motion.Gone() : new Motion.Level(0));
    }

    /** Writes all samples up to so many seconds after zero. */
    public void play(int length, Map<String, String> labels, Sink sink) {
        List<String> nodes = tracks.stream()
                .filter(track -> name(track.labels).equals("kube_node_info"))
                .map(track -> track.labels.getOrDefault("node", ""))
                .distinct()
                .toList();
        SortedMap<String, String> names = perturbation.renamed(nodes);
        for (Track track : tracks) {
            var own = new TreeMap<>(track.labels);
            own.replaceAll((label, value) -> names.getOrDefault(value, value));
            perturbation.labels().forEach(own::putIfAbsent);
            own.putAll(labels);
            play(track, own, length, sink);
        }
    }

    private void play(Track track, SortedMap<String, String> labels, int length, Sink sink) {
        Random random = perturbation.random(labels.getOrDefault("job", "") + labels.getOrDefault("instance", ""));
        int phase = perturbation.seed() == 0 ? 0 : random.nextInt(perturbation.interval());
        var times = new ArrayList<Integer>();
        if (track.history) {
            for (int week = 3; week > 0; week--) {
                add(times, -week * WEEK - BEFORE, -week * WEEK + length, SPARSE);
            }
            add(times, -DAYS, -BEFORE, SPARSE);
        }
        int dense = times.size();
        add(times, -BEFORE + phase, length, perturbation.interval());
        long[] millis = new long[times.size()];
        double[] values = new double[times.size()];
        int count = 0;
        Track.Walk walk = track.walk((double) zero);
        boolean alive = false;
        double smooth = Double.NaN;
        double written = 0;
        // The same for all series of a target, so that buckets and their count stay in step.
        String target = track.labels.getOrDefault("job", "") + track.labels.getOrDefault("instance", "");
        Random noise = perturbation.random("noise " + target);
        for (int i = 0; i < times.size(); i++) {
            int time = times.get(i);
            double value = walk.to(time);
            boolean lost = i >= dense && perturbation.lost() > 0 && random.nextDouble() < perturbation.lost();
            if (lost || isSilent(time)) {
                continue;
            }
            boolean there = !Double.isNaN(value);
            if (there && track.history) {
                boolean rises = value >= smooth && i >= dense;
                double uneven = 1 + perturbation.noise() * (noise.nextDouble() * 2 - 1);
                double next = rises ? written + (value - smooth) * uneven : value;
                smooth = value;
                written = next;
                value = next;
            }
            if (there || alive) {
                millis[count] = (zero + time) * 1000L;
                values[count++] = there ? value : STALE;
            }
            alive = there;
        }
        if (count > 0) {
            sink.accept(labels, Arrays.copyOf(millis, count), Arrays.copyOf(values, count), count);
        }
    }

    private boolean isSilent(int time) {
        return silences.stream().anyMatch(silence -> time >= silence[0] && time < silence[1]);
    }

    private static void add(List<Integer> times, int from, int to, int step) {
        for (int time = from; time < to; time += step) {
            times.add(time);
        }
    }
}
