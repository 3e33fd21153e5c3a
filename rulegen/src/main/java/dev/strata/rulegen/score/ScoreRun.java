package dev.strata.rulegen.score;

import dev.strata.rulegen.promtool.PrometheusServer;
import dev.strata.rulegen.scenario.Perturbation;
import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.scenario.Staging;
import dev.strata.rulegen.scenario.World;
import dev.strata.rulegen.score.AlertStates.Firing;
import dev.strata.rulegen.score.RecordingPlan.Span;
import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import dev.strata.rulegen.score.ServerClient.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plays scenarios in one server, each in a cluster of its own, and has it evaluate the rules. Scenarios of unlike length
 * are played in several runs.
 */
public final class ScoreRun {
    /** A Tuesday morning. */
    private static final long ZERO = Instant.parse("2025-03-04T10:00:00Z").getEpochSecond();

    private static final long STEP = 60;
    /** Alerts that hold for a while must have had the time to become quiet. */
    private static final long WARM_UP = 15 * STEP;

    private final Path prometheus;
    private final ScoredRules rules;
    private final World world;
    private final List<String> complaints = new ArrayList<>();

    public ScoreRun(Path prometheus, ScoredRules rules, World world) {
        this.prometheus = prometheus;
        this.rules = rules;
        this.world = world;
    }

    /**
     * A scenario as it was played, and the alerts that fired in it.
     *
     * @param began first evaluation, in unix seconds; the incident begins at {@code from}
     */
    public record Played(Scenario scenario, long seed, long began, long from, long to, List<Firing> firings) {
        public Played {
            firings = List.copyOf(firings);
        }
    }

    /** Expressions that the server could not evaluate, each once. */
    public List<String> complaints() {
        return complaints.stream().distinct().toList();
    }

    /** Plays each scenario once, with the seed; zero plays it plainly. */
    public List<Played> play(List<Scenario> scenarios, long seed) {
        var byLength = new TreeMap<Long, List<Scenario>>();
        for (Scenario scenario : scenarios) {
            byLength.computeIfAbsent(scenario.length().toSeconds(), length -> new ArrayList<>())
                    .add(scenario);
        }
        var played = new ArrayList<Played>();
        byLength.forEach((length, some) -> played.addAll(play(some, seed, length)));
        return played;
    }

    private List<Played> play(List<Scenario> scenarios, long seed, long length) {
        try (PrometheusServer server = PrometheusServer.start(prometheus)) {
            var client = new ServerClient(server.address());
            if (!client.awaitReady()) {
                throw new IllegalStateException("the server did not start: " + server.log());
            }
            var silences = new HashMap<String, List<long[]>>();
            var begins = new LinkedHashMap<String, Long>();
            for (Scenario scenario : scenarios) {
                Perturbation perturbation = Perturbation.of(seed, scenario.id());
                Staging staging = Staging.of(world, scenario, perturbation, ZERO);
                staging.play((int) length + perturbation.delay(), Map.of("cluster", scenario.id()), client::write);
                begins.put(scenario.id(), ZERO + perturbation.delay());
                silences.put(
                        scenario.id(),
                        staging.silences().stream()
                                .map(silence -> new long[] {ZERO + (long) silence[0], ZERO + (long) silence[1]})
                                .toList());
            }
            client.flush();
            long from = ZERO - WARM_UP;
            long to = ZERO + length;
            record(client, new RecordingPlan(rules, from, to));
            return states(client, scenarios, seed, begins, silences, from, to);
        }
    }

    private void record(ServerClient client, RecordingPlan plan) {
        for (ScoredRule rule : rules.recordings()) {
            for (Span span : plan.spans(rule.name())) {
                record(client, rule, span);
            }
            client.flush();
        }
    }

    private void record(ServerClient client, ScoredRule rule, Span span) {
        // The server refuses more points than that in one answer.
        long most = 10_000 * span.step();
        for (long from = span.from(); from <= span.to(); from += most) {
            long to = Math.min(span.to(), from + most - span.step());
            for (Answer answer : range(client, rule, from, to, span.step())) {
                write(client, rule, answer, span.step(), to);
            }
        }
    }

    private List<Answer> range(ServerClient client, ScoredRule rule, long from, long to, long step) {
        try {
            return client.range(rule.text(), from, to, step);
        } catch (IllegalArgumentException e) {
            complaints.add(rule.name() + ": " + e.getMessage());
            return List.of();
        }
    }

    /** As the server does: a series that is missing at an evaluation gets a marker. */
    private static void write(ServerClient client, ScoredRule rule, Answer answer, long step, long to) {
        var labels = new TreeMap<>(answer.labels());
        labels.putAll(rule.labels());
        labels.put("__name__", rule.name());
        int most = answer.millis().length * 2;
        long[] millis = new long[most];
        double[] values = new double[most];
        int count = 0;
        for (int i = 0; i < answer.millis().length; i++) {
            millis[count] = answer.millis()[i];
            values[count++] = answer.values()[i];
            long next = answer.millis()[i] + step * 1000;
            boolean last = i + 1 == answer.millis().length;
            if (next <= to * 1000 && (last || answer.millis()[i + 1] != next)) {
                millis[count] = next;
                values[count++] = Staging.STALE;
            }
        }
        client.write(labels, Arrays.copyOf(millis, count), Arrays.copyOf(values, count), count);
    }

    private List<Played> states(
            ServerClient client,
            List<Scenario> scenarios,
            long seed,
            Map<String, Long> begins,
            Map<String, List<long[]>> silences,
            long from,
            long to) {
        var firings = new TreeMap<String, List<Firing>>();
        for (ScoredRule rule : rules.alerts()) {
            for (Answer answer : range(client, rule, from, to, STEP)) {
                String cluster = answer.labels().getOrDefault("cluster", "");
                List<long[]> silent = silences.getOrDefault(cluster, List.of());
                firings.computeIfAbsent(cluster, id -> new ArrayList<>())
                        .addAll(AlertStates.of(rule, answer, from, to, STEP, silent));
            }
        }
        // What cannot be told apart by cluster fires in all of them.
        List<Firing> everywhere = firings.getOrDefault("", List.of());
        return scenarios.stream()
                .map(scenario -> {
                    var own = new ArrayList<>(firings.getOrDefault(scenario.id(), List.of()));
                    own.addAll(everywhere);
                    return new Played(scenario, seed, from, begins.getOrDefault(scenario.id(), ZERO), to, own);
                })
                .toList();
    }

    /** Labels of a firing that matter to a reader. */
    static SortedMap<String, String> spoken(Firing firing) {
        var labels = new TreeMap<>(firing.labels());
        labels.keySet().removeAll(List.of("alertname", "cluster", "layer", "role", "team", "tier", "severity"));
        return labels;
    }
}
