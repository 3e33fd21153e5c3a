package dev.strata.exporter.health;

import dev.strata.catalog.Input;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.Baselines;
import dev.strata.exporter.signal.CallGraph;
import dev.strata.exporter.signal.Evaluators;
import dev.strata.exporter.signal.SignalEvaluator;
import dev.strata.exporter.signal.SignalInput;
import dev.strata.exporter.signal.SignalReadings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the next snapshot out of the previous one and what there is to see now. Holds no state and has no clock. */
public final class HealthFold {

    /** After a day a slower service is not an incident any more but what it is. */
    private static final Duration BASELINE_MEMORY = Duration.ofHours(24);

    private final List<SignalEvaluator> evaluators;

    public HealthFold() {
        this(Evaluators.all());
    }

    HealthFold(List<SignalEvaluator> evaluators) {
        this.evaluators = List.copyOf(evaluators);
    }

    /**
     * The next snapshot.
     *
     * @param previous null at a first look; then the objects' own times say how long a condition has held, and one
     *     without a time counts as having held long enough
     */
    public HealthSnapshot next(@Nullable HealthSnapshot previous, HealthInput input) {
        var signalInput = new SignalInput(
                        input.cluster(),
                        input.measurements(),
                        input.settings().thresholds(),
                        baselines(previous, input),
                        input.now())
                .with(input.settings().ownerLabels().names());
        Slos slos = signalInput.families().slos();
        var owners = new Owners(input.cluster(), slos, input.settings().ownerLabels());
        var tuned = new TunedSubjects(input.settings().tuning(), input.cluster(), input.now());
        var stepped = new ArrayList<Finding>();
        var tallies = new ArrayList<SignalTally>();
        Map<String, List<Finding>> before = previous == null ? Map.of() : bySignal(previous.findings());
        for (SignalEvaluator evaluator : evaluators) {
            List<Finding> own = before.getOrDefault(evaluator.signal().id(), List.of());
            var fold = new SignalFold(evaluator.signal(), previous, own, input, owners, tuned);
            SignalFold.Result result = judge(evaluator, fold, input, signalInput, tuned);
            stepped.addAll(result.findings());
            tallies.addAll(result.tallies());
        }
        stepped.sort(Comparator.comparing(Finding::id));
        var calls = CallGraph.of(input.measurements(), input.cluster(), input.now());
        List<Finding> findings = Attribution.explain(stepped, previous, tallies, calls, input);
        List<SignalTally> counted = recounted(tallies, findings);
        List<RootCause> ranked =
                RootCauses.of(findings, Surroundings.promised(input.cluster(), slos, calls), input.now());
        Lead lead = (previous == null ? Lead.NONE : previous.lead()).next(ranked, input.now());
        return new HealthSnapshot(
                input.now(),
                input.sources(),
                Surroundings.resources(input.cluster()),
                RollUp.of(findings, counted),
                counted,
                findings,
                lead.inFront(ranked),
                Surroundings.hpas(input.cluster()),
                Surroundings.services(input.cluster(), slos),
                Surroundings.slos(slos),
                Changes.of(input.cluster(), input.now()),
                findings.stream()
                        .filter(finding -> finding.reasons().contains(SignalFold.SILENCED))
                        .flatMap(finding -> tuned.silence(finding.id()).stream())
                        .toList(),
                lead);
    }

    private static SignalFold.Result judge(
            SignalEvaluator evaluator,
            SignalFold fold,
            HealthInput input,
            SignalInput signalInput,
            TunedSubjects tuned) {
        if (!isOn(evaluator, input) || lacksSource(evaluator, input)) {
            return fold.off();
        }
        Optional<String> blindness = blindness(evaluator, input);
        if (blindness.isPresent()) {
            return fold.blind(blindness.get());
        }
        return switch (evaluator.source(signalInput)) {
            case ABSENT -> fold.off();
            case LOST -> fold.blind("the series it reads were there lately and are gone");
            case PRESENT -> {
                SignalReadings readings = tuned.evaluate(evaluator, signalInput);
                yield fold.judged(isPartial(evaluator, input) ? Partial.marked(readings) : readings);
            }
        };
    }

    private static boolean isOn(SignalEvaluator evaluator, HealthInput input) {
        Signal signal = evaluator.signal();
        return !input.settings().disabled().contains(signal.id())
                && (signal.input() == Input.KUBERNETES || input.measurements().configured() || evaluator.worksAlone());
    }

    /** It reads something that this recording or server does without. */
    private static boolean lacksSource(SignalEvaluator evaluator, HealthInput input) {
        return evaluator.resources().stream()
                .anyMatch(resource -> resource.isOptional()
                        && input.cluster().freshness(resource).state() == Freshness.State.ABSENT);
    }

    /** Why the signal cannot be judged; empty when it can. */
    private static Optional<String> blindness(SignalEvaluator evaluator, HealthInput input) {
        Optional<String> stale = evaluator.resources().stream()
                .sorted()
                .filter(resource -> !input.cluster().freshness(resource).isFresh())
                .map(resource -> describe(resource, input.cluster().freshness(resource)))
                .findFirst();
        if (!input.measurements().configured()) {
            return stale;
        }
        return stale.or(() -> evaluator.queries().stream()
                .sorted(Comparator.comparing(MeasurementQuery::id))
                .filter(query -> input.measurements().answer(query, input.now()).isEmpty())
                .map(query -> describe(query, input))
                .findFirst());
    }

    /** The server said of an answer that it may not be whole. */
    private static boolean isPartial(SignalEvaluator evaluator, HealthInput input) {
        return evaluator.queries().stream()
                .flatMap(query -> input.measurements().answer(query, input.now()).stream())
                .anyMatch(answer -> !answer.warnings().isEmpty());
    }

    private static String describe(KubeResource resource, Freshness freshness) {
        String detail = freshness.detail().isEmpty() ? "" : ": " + freshness.detail();
        String since = " since " + freshness.since();
        String state = switch (freshness.state()) {
            case FRESH -> "";
            case SYNCING -> " not read completely yet" + detail;
            case STALE -> " not heard of" + since + detail;
            case FORBIDDEN -> " refused" + since + detail;
            case ABSENT -> detail.isEmpty() ? " not asked for" : detail;
        };
        return resource.id() + state;
    }

    private static String describe(MeasurementQuery query, HealthInput input) {
        Measurement last = input.measurements().byId().get(query.id());
        String problem =
                last == null || last.isAnswered() ? input.measurements().problem() : last.problem();
        String age = last != null && last.isAnswered() ? "no answer since " + last.at() : "no answer";
        return age + " to query " + query.id() + (problem.isEmpty() ? "" : ": " + problem);
    }

    /** What figures were before the standing findings began. */
    private static Baselines baselines(@Nullable HealthSnapshot previous, HealthInput input) {
        if (previous == null) {
            return Baselines.NONE;
        }
        Map<String, Map<ObjectKey, Double>> kept = new HashMap<>();
        for (Finding finding : previous.findings()) {
            boolean stands = finding.isActive() || finding.verdict() == Verdict.PENDING;
            if (stands && finding.since().plus(BASELINE_MEMORY).isAfter(input.now())) {
                finding.evidence().stream()
                        .filter(e -> e.name().equals(Baselines.EVIDENCE))
                        .forEach(e -> kept.computeIfAbsent(finding.id().signal(), s -> new HashMap<>())
                                .put(finding.id().subject(), e.value()));
            }
        }
        return (signal, subject) -> {
            Double before = kept.getOrDefault(signal.id(), Map.of()).get(subject);
            return before == null ? OptionalDouble.empty() : OptionalDouble.of(before);
        };
    }

    private static Map<String, List<Finding>> bySignal(List<Finding> findings) {
        Map<String, List<Finding>> grouped = new HashMap<>();
        for (Finding finding : findings) {
            grouped.computeIfAbsent(finding.id().signal(), signal -> new ArrayList<>())
                    .add(finding);
        }
        return grouped;
    }

    /** Attribution may let pending findings fire; their tallies follow. */
    private static List<SignalTally> recounted(List<SignalTally> tallies, List<Finding> findings) {
        Map<String, List<Finding>> bySignal = bySignal(findings);
        return tallies.stream()
                .map(tally -> {
                    if (!tally.isJudged()) {
                        return tally;
                    }
                    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
                    counts.put(Verdict.HEALTHY, tally.counts().getOrDefault(Verdict.HEALTHY, 0));
                    bySignal.getOrDefault(tally.signal().id(), List.of()).stream()
                            .filter(f -> f.id().layer() == tally.layer())
                            .forEach(f -> counts.merge(f.verdict(), 1, Integer::sum));
                    return new SignalTally(tally.signal(), tally.layer(), true, "", counts);
                })
                .toList();
    }
}
