package dev.strata.rulegen.score;

import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import dev.strata.rulegen.score.ServerClient.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Walks the states of an alert over the evaluations of its expression: inactive, pending, firing, kept firing. After a
 * restart of the server what was active begins anew; only holds of ten minutes and more are restored.
 */
final class AlertStates {
    private static final long RESTORED_FROM = 600;

    private AlertStates() {}

    /** One alert from its first to its last firing evaluation, in unix seconds. */
    record Firing(SortedMap<String, String> labels, long from, long to) {
        String name() {
            return labels.getOrDefault("alertname", "");
        }

        boolean at(long time) {
            return from <= time && time <= to;
        }
    }

    /**
     * The firings of one series of the expression.
     *
     * @param silences times in which nothing was evaluated, unix seconds
     */
    static List<Firing> of(ScoredRule rule, Answer answer, long from, long to, long step, List<long[]> silences) {
        var labels = new TreeMap<>(answer.labels());
        labels.remove("__name__");
        labels.putAll(rule.labels());
        labels.put("alertname", rule.name());
        long hold = rule.hold().toSeconds();
        long keep = rule.keep().toSeconds();
        var firings = new ArrayList<Firing>();
        long active = -1;
        long kept = -1;
        long began = -1;
        boolean wasSilent = false;
        for (long now = from; now <= to; now += step) {
            if (isSilent(silences, now)) {
                wasSilent = true;
                continue;
            }
            boolean restored = hold >= RESTORED_FROM;
            if (wasSilent && active >= 0) {
                if (began >= 0) {
                    firings.add(new Firing(labels, began, now - step));
                }
                active = restored ? active : -1;
                began = -1;
                kept = -1;
            }
            wasSilent = false;
            if (Arrays.binarySearch(answer.millis(), now * 1000) >= 0) {
                active = active < 0 ? now : active;
                kept = -1;
                began = began < 0 && now - active >= hold ? now : began;
            } else if (began >= 0) {
                kept = kept < 0 ? now : kept;
                if (now - kept >= keep) {
                    firings.add(new Firing(labels, began, now - step));
                    active = -1;
                    began = -1;
                    kept = -1;
                }
            } else {
                active = -1;
            }
        }
        if (began >= 0) {
            firings.add(new Firing(labels, began, to));
        }
        return firings;
    }

    private static boolean isSilent(List<long[]> silences, long now) {
        return silences.stream().anyMatch(silence -> now >= silence[0] && now < silence[1]);
    }
}
