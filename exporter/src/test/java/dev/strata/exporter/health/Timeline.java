package dev.strata.exporter.health;

import dev.strata.exporter.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Folds a world again and again and writes down what changed, with the minutes since the start. */
final class Timeline {

    private final World world;
    private final HealthSettings settings;
    private final HealthFold fold = new HealthFold();
    private final Instant start;
    private final StringBuilder text = new StringBuilder();
    private final List<HealthSnapshot> snapshots = new ArrayList<>();
    private String last = "";

    Timeline(World world) {
        this(world, HealthSettings.DEFAULTS);
    }

    Timeline(World world, HealthSettings settings) {
        this.world = world;
        this.settings = settings;
        this.start = world.now();
    }

    /** What follows begins with these words. */
    void note(String words) {
        text.append("# ").append(words).append('\n');
    }

    HealthSnapshot look() {
        HealthSnapshot next = fold.next(latest(), input(world, settings));
        snapshots.add(next);
        String digest = digest(next);
        if (!digest.equals(last)) {
            Duration passed = Duration.between(start, next.at());
            text.append("+%d:%02d%n".formatted(passed.toMinutes(), passed.toSecondsPart()))
                    .append(digest);
            last = digest;
        }
        return next;
    }

    /** Looks every 15 seconds for a time. */
    HealthSnapshot watch(Duration time) {
        HealthSnapshot snapshot = null;
        for (long passed = 0; passed < time.toSeconds(); passed += 15) {
            world.pass(Duration.ofSeconds(15));
            snapshot = look();
        }
        return snapshot == null ? look() : snapshot;
    }

    String text() {
        return text.toString();
    }

    List<HealthSnapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    static HealthInput input(World world, HealthSettings settings) {
        return new HealthInput(world.cluster(), world.measurements(), List.of(), settings, Map.of(), world.now());
    }

    private @Nullable HealthSnapshot latest() {
        return snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1);
    }

    private static String digest(HealthSnapshot snapshot) {
        var out = new StringBuilder("  layers");
        snapshot.layers()
                .forEach(l -> out.append(' ')
                        .append(l.layer().id())
                        .append('=')
                        .append(figure(l.severity()))
                        .append(l.judgedRatio() < 1 ? "(%.2f)".formatted(l.judgedRatio()) : ""));
        out.append('\n');
        for (Finding finding : snapshot.findings()) {
            out.append("  ")
                    .append(finding.held() ? "held" : finding.verdict().name().toLowerCase(Locale.ROOT))
                    .append(finding.clearedAt() == null ? "" : " (cleared)")
                    .append(' ')
                    .append(finding.severity().id())
                    .append(' ')
                    .append(name(finding.id()));
            if (finding.isExplained()) {
                out.append(" <- ").append(name(finding.causes().get(0).id()));
            }
            out.append('\n');
        }
        for (RootCause root : snapshot.rootCauses()) {
            out.append("  root ")
                    .append(name(root.finding().id()))
                    .append(" explains ")
                    .append(root.effects().size())
                    .append(", worst ")
                    .append(root.worst().id())
                    .append('\n');
        }
        return out.toString();
    }

    private static String figure(OptionalInt severity) {
        return severity.isPresent() ? Integer.toString(severity.getAsInt()) : "absent";
    }

    private static String name(FindingId id) {
        return id.signal() + " " + id.subject();
    }
}
