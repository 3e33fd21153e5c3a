package dev.strata.exporter.health;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.health.Finding.Drift;
import dev.strata.exporter.health.HealthSettings.Timing;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One signal's step in time: its findings of the last snapshot and its new readings become its new findings. A condition
 * is pending until it has held for the signal's wait, fires, and fires on for a while after it cleared. A blind signal
 * starts nothing and ends nothing.
 */
final class SignalFold {

    /** The reason of a finding that somebody silenced; it comes before its own reasons. */
    static final String SILENCED = "silenced";

    /** It must have been worse for so long, or for the signal's wait where that is shorter, before it is told. */
    private static final Duration WORSE = Duration.ofMinutes(1);

    /** What one signal says now. */
    record Result(List<Finding> findings, List<SignalTally> tallies) {}

    /** When a condition began; {@code reached} where it counts as having held long enough. */
    private record Start(Instant since, boolean known, boolean reached) {}

    private final Signal signal;
    private final HealthInput input;
    private final Owners owners;
    private final Timing usual;
    private final TunedSubjects tuned;
    private final Instant now;
    private final @Nullable Instant lastLook;
    private final Map<FindingId, Finding> before = new TreeMap<>();
    private final Map<Layer, SignalTally> talliesBefore = new EnumMap<>(Layer.class);

    /** @param own what was found of this signal in the previous snapshot */
    SignalFold(
            Signal signal,
            @Nullable HealthSnapshot previous,
            List<Finding> own,
            HealthInput input,
            Owners owners,
            TunedSubjects tuned) {
        this.signal = signal;
        this.input = input;
        this.owners = owners;
        this.usual = input.settings().timing(signal);
        this.tuned = tuned;
        this.now = input.now();
        this.lastLook = previous == null ? null : previous.at();
        if (previous != null) {
            own.forEach(finding -> before.put(finding.id(), finding));
            previous.signals().stream()
                    .filter(t -> t.signal().id().equals(signal.id()))
                    .forEach(t -> talliesBefore.put(t.layer(), t));
        }
    }

    /** The signal is switched off or its source was never configured. */
    Result off() {
        var tallies = new ArrayList<SignalTally>();
        layers(List.of()).forEach(layer -> tallies.add(new SignalTally(signal, layer, false, "", Map.of())));
        return new Result(List.of(), tallies);
    }

    /** The signal cannot be judged at all: what fired is held, everything else is unknown. */
    Result blind(String why) {
        List<Finding> held = before.values().stream()
                .filter(Finding::isActive)
                .map(this::hold)
                .toList();
        var tallies = new ArrayList<SignalTally>();
        for (Layer layer : layers(held)) {
            SignalTally last = talliesBefore.get(layer);
            int subjects = last == null
                    ? 0
                    : last.counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            tallies.add(new SignalTally(signal, layer, true, why, Map.of(Verdict.UNKNOWN, subjects)));
        }
        return new Result(held, tallies);
    }

    Result judged(SignalReadings readings) {
        Map<FindingId, Finding> findings = new TreeMap<>();
        for (SignalReading reading : readings.readings()) {
            var id = new FindingId(reading.layer(), signal.id(), reading.subject());
            findings.put(id, step(id, reading));
        }
        var fadingByLayer = new EnumMap<Layer, Integer>(Layer.class);
        for (Finding last : before.values()) {
            if (last.isActive() && !findings.containsKey(last.id())) {
                Instant cleared = last.clearedAt() == null ? now : last.clearedAt();
                if (now.isBefore(cleared.plus(timing(last.id()).keepFiring()))) {
                    findings.put(last.id(), fade(last, cleared));
                    fadingByLayer.merge(last.id().layer(), 1, Integer::sum);
                }
            }
        }
        List<Finding> all = List.copyOf(findings.values());
        var tallies = new ArrayList<SignalTally>();
        Set<Layer> layers = layers(all);
        if (signal.layer() == null) {
            layers.addAll(readings.healthyByLayer().keySet());
        }
        for (Layer layer : layers) {
            int healthy = Math.max(0, readings.healthy(layer) - fadingByLayer.getOrDefault(layer, 0));
            tallies.add(tally(layer, healthy, all));
        }
        return new Result(all, tallies);
    }

    private SignalTally tally(Layer layer, int healthy, List<Finding> findings) {
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        counts.put(Verdict.HEALTHY, healthy);
        findings.stream().filter(f -> f.id().layer() == layer).forEach(f -> counts.merge(f.verdict(), 1, Integer::sum));
        int unknown = counts.getOrDefault(Verdict.UNKNOWN, 0);
        int subjects = counts.values().stream().mapToInt(Integer::intValue).sum();
        String blind = unknown > 0 && unknown == subjects ? "the figures of every subject are missing" : "";
        return new SignalTally(signal, layer, true, blind, counts);
    }

    private Finding step(FindingId id, SignalReading reading) {
        Finding last = before.get(id);
        return switch (reading.judgement()) {
            case BAD ->
                tuned.silence(id).isPresent()
                        ? idle(id, silenced(reading), Verdict.SUSPENDED, last, null)
                        : bad(id, reading, last);
            case SUSPENDED -> idle(id, reading, Verdict.SUSPENDED, last, null);
            case UNKNOWN -> unknown(id, reading, last);
        };
    }

    private Timing timing(FindingId id) {
        return tuned.timing(signal, id.subject(), usual);
    }

    private static SignalReading silenced(SignalReading reading) {
        var reasons = new ArrayList<String>();
        reasons.add(SILENCED);
        reasons.addAll(reading.reasons());
        return new SignalReading(
                reading.subject(),
                reading.layer(),
                reading.judgement(),
                reading.severity(),
                reading.since(),
                reasons,
                reading.evidence(),
                reading.affected());
    }

    private Finding bad(FindingId id, SignalReading reading, @Nullable Finding last) {
        if (last != null && last.isActive()) {
            return finding(id, reading, Verdict.FIRING, new Start(last.since(), last.sinceKnown(), true), last);
        }
        Start start = last != null && last.verdict() == Verdict.PENDING
                ? new Start(last.since(), last.sinceKnown(), false)
                : start(id, reading, last);
        boolean fires =
                start.reached() || !start.since().plus(timing(id).pendingFor()).isAfter(now);
        return finding(id, reading, fires ? Verdict.FIRING : Verdict.PENDING, start, last);
    }

    /**
     * A condition that was not there at the last look began since then, whatever the object's own times say. At a first
     * look those times count; without any the condition counts as having held long enough.
     */
    private Start start(FindingId id, SignalReading reading, @Nullable Finding last) {
        SignalTally tally = talliesBefore.get(id.layer());
        boolean neverJudged = tally == null
                || (!tally.isJudged() && tally.counts().values().stream().allMatch(n -> n == 0));
        Instant adopted = input.ownActive().get(id);
        if (neverJudged && adopted != null) {
            return new Start(adopted.isAfter(now) ? now : adopted, true, true);
        }
        Instant own = reading.since();
        if (own == null) {
            return neverJudged ? new Start(now, false, true) : new Start(now, true, false);
        }
        boolean couldSee = !neverJudged
                && tally != null
                && tally.isJudged()
                && (last == null || last.verdict() != Verdict.UNKNOWN);
        Instant since = couldSee && lastLook != null && own.isBefore(lastLook) ? lastLook : own;
        return new Start(since.isAfter(now) ? now : since, true, false);
    }

    private Finding unknown(FindingId id, SignalReading reading, @Nullable Finding last) {
        Instant since = last == null || last.unknownSince() == null ? now : last.unknownSince();
        if (last != null
                && last.isActive()
                && now.isBefore(since.plus(input.settings().holdUnknown()))) {
            return hold(last);
        }
        return idle(id, reading, Verdict.UNKNOWN, last, since);
    }

    private Finding idle(
            FindingId id,
            SignalReading reading,
            Verdict verdict,
            @Nullable Finding last,
            @Nullable Instant unknownSince) {
        Instant since = last != null && last.verdict() == verdict && !last.held() ? last.since() : now;
        Owner owner = owners.of(reading);
        return new Finding(
                id,
                verdict,
                false,
                Owners.capped(reading.severity(), id.layer(), owner),
                since,
                true,
                null,
                null,
                unknownSince,
                reading.reasons(),
                reading.evidence(),
                reading.affected(),
                owner,
                List.of());
    }

    private Finding finding(FindingId id, SignalReading reading, Verdict verdict, Start start, @Nullable Finding last) {
        Owner owner = owners.of(reading);
        Instant firing = last == null || last.firingSince() == null ? now : last.firingSince();
        Severity said = Owners.capped(reading.severity(), id.layer(), owner);
        Drift drift = last != null && last.isActive() ? drift(last, said) : null;
        return new Finding(
                id,
                verdict,
                false,
                drift == null || last == null ? said : last.severity(),
                start.since(),
                start.known(),
                verdict == Verdict.FIRING ? firing : null,
                null,
                null,
                reading.reasons(),
                reading.evidence(),
                reading.affected(),
                owner,
                List.of(),
                drift);
    }

    /** Null when what is said now counts: it is the same, or has been worse for the wait, or less bad for the hold. */
    private @Nullable Drift drift(Finding last, Severity said) {
        int difference = said.compareTo(last.severity());
        if (difference == 0) {
            return null;
        }
        boolean worse = difference > 0;
        Drift known = last.drift();
        Instant since = known != null && known.worse() == worse ? known.since() : now;
        Timing timing = timing(last.id());
        Duration patience =
                !worse ? timing.keepFiring() : timing.pendingFor().compareTo(WORSE) < 0 ? timing.pendingFor() : WORSE;
        return since.plus(patience).isAfter(now) ? new Drift(worse, since) : null;
    }

    private Finding hold(Finding last) {
        Instant since = last.unknownSince() == null ? now : last.unknownSince();
        return last.with(Verdict.UNKNOWN, true, null, since);
    }

    private static Finding fade(Finding last, Instant clearedAt) {
        return last.with(Verdict.FIRING, false, clearedAt, null);
    }

    /** The layers this signal speaks for: its own, or those that SLOs usually are in and those they are in. */
    private Set<Layer> layers(List<Finding> findings) {
        Layer own = signal.layer();
        if (own != null) {
            return EnumSet.of(own);
        }
        var layers = EnumSet.of(Layer.APPLICATION, Layer.BUSINESS);
        layers.addAll(talliesBefore.keySet());
        findings.forEach(f -> layers.add(f.id().layer()));
        return layers;
    }
}
