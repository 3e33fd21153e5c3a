package dev.strata.exporter.health;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.health.Finding.Cause;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.signal.CallGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives each active finding its causes. The cause given last time stays unless a better one leads clearly; one that
 * ended or lost its connection explains on for some minutes, a little less each. Explanations never run in a circle:
 * of findings that could explain each other the later one is given its cause first.
 *
 * <p>A finding that is still pending fires at once when it has held for half its wait and is the best explanation of
 * one that fires: the wait tells a moment from a fault, and the effect is proof of the fault.
 */
final class Attribution {

    private static final double KEPT_LEAD = 0.1;

    /** An explanation that was good enough stays so down to here. */
    private static final double LET_GO = 0.4;

    private static final double FORGOTTEN_PER_MINUTE = 0.05;

    /** Confidence follows noisy figures as a mean over about this time. */
    private static final double SMOOTH_MINUTES = 1;

    /** Weaker ones are not worth showing. */
    private static final double SHOWN = 0.2;

    private static final int MOST_CAUSES = 3;

    /** What an explanation is worth that would close a circle. */
    private static final double CIRCULAR = 0.45;

    private final Map<FindingId, Finding> findings = new TreeMap<>();
    private final Map<FindingId, Finding> before = new HashMap<>();
    private final Map<FindingId, List<Cause>> causes = new HashMap<>();
    private final double forgotten;
    private final double newShare;
    private final Instant now;

    private Attribution(Collection<Finding> all, @Nullable HealthSnapshot previous, Instant now) {
        all.forEach(f -> findings.put(f.id(), f));
        this.now = now;
        if (previous == null) {
            forgotten = 0;
            newShare = 1;
        } else {
            previous.findings().forEach(f -> before.put(f.id(), f));
            double minutes = Math.max(0, Duration.between(previous.at(), now).toMillis() / 60_000.0);
            forgotten = FORGOTTEN_PER_MINUTE * minutes;
            newShare = 1 - Math.exp(-minutes / SMOOTH_MINUTES);
        }
    }

    /** All findings again in id order, the active ones with their causes. */
    static List<Finding> explain(
            Collection<Finding> findings,
            @Nullable HealthSnapshot previous,
            List<SignalTally> tallies,
            CallGraph calls,
            HealthInput input) {
        var attribution = new Attribution(findings, previous, input.now());
        List<Finding> involved = findings.stream()
                .filter(f -> f.isActive() || attribution.hasHeldHalfItsWait(f, tallies, input.settings()))
                .toList();
        Map<FindingId, List<Link>> links = new Links(involved, tallies, calls, input.cluster()).all();
        involved.stream().filter(attribution::isPast).forEach(attribution::keep);
        links.keySet().stream()
                .filter(id -> !attribution.causes.containsKey(id))
                .sorted(Comparator.comparingInt(Depth::of)
                        .thenComparing((FindingId id) -> attribution.finding(id).since(), Comparator.reverseOrder())
                        .thenComparing(id -> id))
                .forEach(id -> attribution.choose(id, links.getOrDefault(id, List.of())));
        attribution.promote();
        return attribution.result();
    }

    private Finding finding(FindingId id) {
        Finding finding = findings.get(id);
        if (finding == null) {
            throw new IllegalStateException("no finding " + id);
        }
        return finding;
    }

    private boolean hasHeldHalfItsWait(Finding finding, List<SignalTally> tallies, HealthSettings settings) {
        if (finding.verdict() != Verdict.PENDING) {
            return false;
        }
        Timing timing = tallies.stream()
                .map(SignalTally::signal)
                .filter(signal -> signal.id().equals(finding.id().signal()))
                .map(settings::timing)
                .findFirst()
                .orElseThrow();
        return !finding.since().plus(timing.pendingFor().dividedBy(2)).isAfter(now);
    }

    private void choose(FindingId effect, List<Link> links) {
        Cause kept = keptCause(effect);
        List<Link> ordered = links.stream()
                .map(this::smoothed)
                .map(link -> kept != null && link.cause().id().equals(kept.id()) ? favoured(link) : link)
                .sorted(Link.BEST_FIRST)
                .toList();
        var chosen = new ArrayList<Cause>();
        var circular = new ArrayList<Cause>();
        for (Link link : ordered) {
            Cause cause = link.asCause();
            if (chosen.isEmpty() && leadsTo(cause.id(), effect)) {
                circular.add(new Cause(cause.id(), Math.min(cause.confidence(), CIRCULAR), cause.mechanism()));
            } else {
                chosen.add(cause);
            }
        }
        chosen.addAll(circular);
        addKept(effect, kept, chosen);
        causes.put(
                effect,
                chosen.stream()
                        .filter(cause -> cause.confidence() >= SHOWN)
                        .limit(MOST_CAUSES)
                        .toList());
    }

    private @Nullable Cause keptCause(FindingId effect) {
        Finding last = before.get(effect);
        return last != null && last.isActive() && last.isExplained()
                ? last.causes().get(0)
                : null;
    }

    private Link smoothed(Link link) {
        Finding last = before.get(link.effect().id());
        if (last == null || !last.isActive()) {
            return link;
        }
        return last.causes().stream()
                .filter(cause -> cause.id().equals(link.cause().id()))
                .findFirst()
                .map(cause -> link.with(
                        cause.confidence() + (link.confidence() - cause.confidence()) * newShare, link.bonus()))
                .orElse(link);
    }

    private static Link favoured(Link link) {
        double confidence =
                link.confidence() >= LET_GO ? Math.max(link.confidence(), Finding.EXPLAINED) : link.confidence();
        return link.with(confidence, KEPT_LEAD);
    }

    /** Nothing new can be learned about what has cleared or cannot be seen. */
    private boolean isPast(Finding finding) {
        return (finding.held() || finding.clearedAt() != null) && keptCause(finding.id()) != null;
    }

    private void keep(Finding finding) {
        Finding last = before.get(finding.id());
        causes.put(finding.id(), last == null ? List.of() : last.causes());
    }

    /** The former cause goes on explaining after it ended, weaker by and by. */
    private void addKept(FindingId effect, @Nullable Cause kept, List<Cause> chosen) {
        if (kept == null
                || chosen.stream().anyMatch(c -> c.id().equals(kept.id()) && c.confidence() >= Finding.EXPLAINED)) {
            return;
        }
        double confidence = kept.confidence() - forgotten;
        boolean outdone = !chosen.isEmpty() && chosen.get(0).confidence() > confidence;
        if (confidence >= Finding.EXPLAINED && !outdone && !leadsTo(kept.id(), effect)) {
            chosen.removeIf(c -> c.id().equals(kept.id()));
            chosen.add(0, new Cause(kept.id(), confidence, kept.mechanism()));
        }
    }

    /** Whether the explanations chosen so far already lead from {@code effect} up to {@code cause}. */
    private boolean leadsTo(FindingId cause, FindingId effect) {
        FindingId at = cause;
        for (int steps = 0; steps <= causes.size(); steps++) {
            if (at.equals(effect)) {
                return true;
            }
            List<Cause> next = causes.getOrDefault(at, List.of());
            if (next.isEmpty() || next.get(0).confidence() < Finding.EXPLAINED) {
                return false;
            }
            at = next.get(0).id();
        }
        return true;
    }

    /** Lets pending findings fire that explain a firing one, and those that explain these. */
    private void promote() {
        var open = new ArrayList<FindingId>();
        findings.values().stream()
                .filter(f -> f.isActive() && f.severity() != Severity.INFORMATION)
                .map(Finding::id)
                .forEach(open::add);
        Set<FindingId> seen = new HashSet<>(open);
        for (int i = 0; i < open.size(); i++) {
            List<Cause> best = causes.getOrDefault(open.get(i), List.of());
            if (best.isEmpty() || best.get(0).confidence() < Finding.EXPLAINED) {
                continue;
            }
            FindingId id = best.get(0).id();
            Finding cause = findings.get(id);
            if (cause != null && cause.verdict() == Verdict.PENDING && seen.add(id)) {
                findings.put(id, cause.firingAt(now));
                open.add(id);
            }
        }
    }

    private List<Finding> result() {
        return findings.values().stream()
                .map(f -> f.isActive() ? f.with(causes.getOrDefault(f.id(), List.of())) : f.with(List.of()))
                .toList();
    }
}
