package dev.strata.endtoend.causes;

import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.signal.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plays one incident or operation in one perturbation and notes what the exporter says. */
final class Rehearsal {

    private static final List<KubeResource> DISPENSABLE = List.of(
            KubeResource.EVENTS,
            KubeResource.HORIZONTALPODAUTOSCALERS,
            KubeResource.PODDISRUPTIONBUDGETS,
            KubeResource.LEASES,
            KubeResource.INGRESSES,
            KubeResource.JOBS,
            KubeResource.PERSISTENTVOLUMECLAIMS,
            KubeResource.RESOURCEQUOTAS,
            KubeResource.NAMESPACES);

    /** Experimental signals are on: what is asked here is whether their findings are put together rightly. */
    private static final HealthSettings SETTINGS = new HealthSettings(
            Thresholds.DEFAULTS, Map.of(), Set.of(), Duration.ofMinutes(15), HealthSettings.OwnerLabels.DEFAULTS);

    /** A cause as it was stated. */
    record Stated(double confidence, boolean right) {}

    /**
     * How it went.
     *
     * @param rank of the right cause among the root causes, from 1; 0 where it is not among them
     * @param roots as they stood at the end, best first
     * @param turns how often another root cause came first after the first minutes
     */
    record Result(
            String name,
            long seed,
            String perturbation,
            int rank,
            List<String> roots,
            List<Stated> stated,
            int turns,
            Set<String> warnings,
            Set<String> criticals) {}

    private final HealthFold fold = new HealthFold();
    private final String name;
    private final long seed;
    private final Town town;
    private final Script script = new Script();
    private final ApiFeed feed;
    private final Random random;
    private String perturbation = "";
    private @Nullable HealthSnapshot last;

    private Rehearsal(String name, long seed) {
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed * 31 + name.hashCode());
        Instant start = Instant.parse("2026-11-24T08:00:00Z").plusSeconds(random.nextInt(86_400));
        this.town = new Town(new Random(random.nextLong()), start);
        this.feed = new ApiFeed(town.play, random);
    }

    static Result of(Incident incident, long seed) {
        return new Rehearsal(incident.name(), seed).play(incident);
    }

    private Result play(Incident incident) {
        perturb(incident);
        var before = new Script();
        run(before, 180 + random.nextInt(120), snapshot -> {});
        incident.plant().accept(town, script);
        int[] turns = {0};
        String[] leader = {""};
        int[] seconds = {0};
        var warnings = new TreeSet<String>();
        var criticals = new TreeSet<String>();
        run(script, incident.minutes() * 60, snapshot -> {
            seconds[0] += (int) Play.STEP.toSeconds();
            snapshot.rootCauses().forEach(root -> note(root, warnings, criticals));
            String first = snapshot.rootCauses().isEmpty()
                    ? ""
                    : text(snapshot.rootCauses().get(0).finding().id());
            if (seconds[0] > 360 && !first.equals(leader[0])) {
                turns[0]++;
            }
            leader[0] = first;
        });
        HealthSnapshot end = java.util.Objects.requireNonNull(last);
        return new Result(name, seed, perturbation, rank(end), roots(end), stated(end), turns[0], warnings, criticals);
    }

    private void note(RootCause root, Set<String> warnings, Set<String> criticals) {
        if (script.besides().stream()
                .anyMatch(n ->
                        n.is(root.finding().id().signal(), root.finding().id().subject()))) {
            return;
        }
        String text = text(root.finding().id());
        if (root.worst() == Severity.CRITICAL) {
            criticals.add(text);
        } else {
            warnings.add(text);
        }
    }

    /** Seed 0 is the incident as it is written. */
    private void perturb(Incident incident) {
        if (seed == 0) {
            perturbation = "none";
            return;
        }
        var parts = new ArrayList<String>();
        int bystanders = random.nextInt(3);
        for (int i = 0; i < bystanders; i++) {
            int kind = random.nextInt(5);
            Bystanders.add(town, script, kind);
            parts.add("bystander " + kind);
        }
        if (random.nextInt(2) == 0) {
            List<KubeResource> slow = List.of(
                    KubeResource.PODS,
                    KubeResource.ENDPOINTSLICES,
                    KubeResource.NODES,
                    KubeResource.EVENTS,
                    KubeResource.DEPLOYMENTS);
            KubeResource late = slow.get(random.nextInt(slow.size()));
            feed.slow(late);
            parts.add("late " + late.id());
        }
        if (random.nextInt(3) == 0) {
            boolean figures = random.nextInt(3) == 0;
            if (figures && !incident.needsFigures()) {
                town.play.traffic.configured = false;
                parts.add("no Prometheus");
            } else {
                List<KubeResource> left = DISPENSABLE.stream()
                        .filter(r -> !incident.needs().contains(r))
                        .toList();
                KubeResource gone = left.get(random.nextInt(left.size()));
                feed.hidden.add(gone);
                parts.add("no " + gone.id());
            }
        }
        perturbation = parts.isEmpty() ? "names and sizes" : String.join(", ", parts);
    }

    private interface Look {
        void at(HealthSnapshot snapshot);
    }

    private void run(Script what, int seconds, Look look) {
        int step = (int) Play.STEP.toSeconds();
        for (int passed = 0; passed < seconds; passed += step) {
            what.play(passed, step);
            town.play.step();
            ClusterView view = feed.show(Manifests.of(town.play), town.play.events.takeChanged());
            HealthSnapshot next = fold.next(
                    last,
                    new HealthInput(
                            view, town.play.traffic.measurements(), List.of(), SETTINGS, Map.of(), town.play.now));
            last = next;
            look.at(next);
        }
    }

    private int rank(HealthSnapshot end) {
        for (int i = 0; i < end.rootCauses().size(); i++) {
            if (isRight(end.rootCauses().get(i).finding().id())) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean isRight(FindingId id) {
        return script.names().stream().anyMatch(n -> n.is(id.signal(), id.subject()));
    }

    private boolean isTrue(FindingId id) {
        return isRight(id) || script.besides().stream().anyMatch(n -> n.is(id.signal(), id.subject()));
    }

    /** Every explanation that was given: right when the cause is the incident's or is itself led back to it. */
    private List<Stated> stated(HealthSnapshot end) {
        var byId = new HashMap<FindingId, Finding>();
        end.findings().forEach(f -> byId.put(f.id(), f));
        var stated = new ArrayList<Stated>();
        for (Finding finding : end.findings()) {
            if (finding.isActive() && finding.isExplained()) {
                FindingId root = finding.causes().get(0).id();
                for (int i = 0; i < 20; i++) {
                    Finding step = byId.get(root);
                    if (isTrue(root) || step == null || !step.isExplained()) {
                        break;
                    }
                    root = step.causes().get(0).id();
                }
                stated.add(new Stated(finding.causes().get(0).confidence(), isTrue(root)));
            }
        }
        return stated;
    }

    private static List<String> roots(HealthSnapshot end) {
        var roots = new ArrayList<String>();
        for (RootCause root : end.rootCauses()) {
            var kinds = new TreeMap<String, Integer>();
            root.effects().forEach(e -> kinds.merge(e.signal(), 1, Integer::sum));
            roots.add("%s (%s, %.2f, explains %s)"
                    .formatted(text(root.finding().id()), root.worst().id(), root.confidence(), kinds));
        }
        return roots;
    }

    private static String text(FindingId id) {
        return id.signal() + " " + id.subject();
    }
}
