package dev.strata.exporter.inquiry;

import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.inquiry.Answer.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One question of a playbook. It is answered by facts, by signals, or by both; what can be seen by neither is unknown,
 * and what only one of them would see is said.
 *
 * @param needs resources that the facts are of
 * @param facts what is wrong, a line each; nothing for none
 * @param doubts what the facts cannot show in this scene, a line each; nothing for none
 * @param signals ids, most telling first; those that this version does not have are told as not looked at
 * @param everywhere whether findings outside the scope count too: of what all share, such as DNS
 */
public record Check(
        String question,
        Set<KubeResource> needs,
        Function<Scene, List<String>> facts,
        Function<Scene, List<String>> doubts,
        List<String> signals,
        boolean everywhere) {

    public Check {
        needs = Set.copyOf(needs);
        signals = List.copyOf(signals);
    }

    /** A question to signals alone. */
    static Check signals(String question, String... signals) {
        return new Check(question, Set.of(), Check::nothing, Check::nothing, List.of(signals), false);
    }

    /** A question to facts of these resources, and to signals beside them. */
    static Check facts(
            String question, Set<KubeResource> needs, Function<Scene, List<String>> facts, String... signals) {
        return new Check(question, needs, facts, Check::nothing, List.of(signals), false);
    }

    /** The same, whose findings count wherever they are. */
    Check shared() {
        return new Check(question, needs, facts, doubts, signals, true);
    }

    /** The same, with what its facts cannot show. */
    Check doubting(Function<Scene, List<String>> lines) {
        return new Check(question, needs, facts, lines, signals, everywhere);
    }

    private static List<String> nothing(Scene scene) {
        return List.of();
    }

    Answer answer(Scene scene) {
        List<String> blind = new ArrayList<>(blindResources(scene));
        List<String> seen = List.of();
        if (blind.isEmpty()) {
            seen = facts.apply(scene);
            blind.addAll(doubts.apply(scene));
        }
        List<String> on = signals.stream().filter(id -> isOn(id, scene)).toList();
        blind.addAll(blindSignals(on, scene));
        if (needs.isEmpty()
                && blind.isEmpty()
                && !on.isEmpty()
                && on.stream().noneMatch(id -> hasSubjects(id, scene))) {
            blind.add("nothing was found to judge by " + String.join(", ", on));
        }
        List<String> off = signals.stream().filter(id -> !on.contains(id)).toList();
        List<Finding> findings = findings(scene);
        boolean isLookedAt = !needs.isEmpty() || !on.isEmpty();
        State state = !seen.isEmpty() || !findings.isEmpty()
                ? State.FOUND
                : isLookedAt && blind.isEmpty() ? State.FINE : State.UNKNOWN;
        List<String> unseen = new ArrayList<>(new TreeSet<>(blind));
        if (state != State.FOUND && !off.isEmpty()) {
            unseen.add("nothing looks at " + String.join(", ", off));
        }
        return new Answer(state, seen, findings, unseen);
    }

    private List<String> blindResources(Scene scene) {
        return needs.stream()
                .sorted()
                .filter(resource -> !scene.cluster().freshness(resource).isFresh())
                .map(resource -> resource.id() + " cannot be seen")
                .toList();
    }

    private static boolean isOn(String signal, Scene scene) {
        return scene.snapshot().signals().stream()
                .anyMatch(tally -> tally.signal().id().equals(signal) && tally.enabled());
    }

    private static boolean hasSubjects(String signal, Scene scene) {
        return scene.snapshot().signals().stream()
                .filter(tally -> tally.signal().id().equals(signal))
                .anyMatch(tally -> tally.counts().values().stream().anyMatch(count -> count > 0));
    }

    /** Why signals that are on cannot be judged, as a whole or for a subject. */
    private List<String> blindSignals(List<String> on, Scene scene) {
        Stream<String> whole = scene.snapshot().signals().stream()
                .filter(tally -> on.contains(tally.signal().id()) && tally.enabled() && !tally.isJudged())
                .map(tally -> tally.signal().id() + ": " + tally.blind());
        Stream<String> subjects = asked(scene)
                .filter(finding -> finding.verdict() == Verdict.UNKNOWN && !finding.held())
                .map(finding -> finding.id().signal() + ": " + finding.id().subject() + " cannot be judged");
        return Stream.concat(whole, subjects).toList();
    }

    /** What stands or may soon, in the order of the signals. */
    private List<Finding> findings(Scene scene) {
        return asked(scene)
                .filter(finding -> finding.isActive() || finding.verdict() == Verdict.PENDING)
                .sorted(Comparator.comparing(
                        (Finding finding) -> signals.indexOf(finding.id().signal())))
                .toList();
    }

    private Stream<Finding> asked(Scene scene) {
        return scene.snapshot().findings().stream()
                .filter(finding -> signals.contains(finding.id().signal()))
                .filter(finding -> everywhere || scene.scope().covers(finding, scene.snapshot()));
    }
}
