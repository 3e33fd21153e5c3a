package dev.strata.rulegen.score;

import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.score.ScoreRun.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The figures over all scenarios that were played, and what went wrong in them. */
public final class ScoreTable {
    private final List<Verdict> verdicts;

    public ScoreTable(List<Played> played, RoutePlan plan) {
        verdicts = played.stream().map(one -> Verdict.of(one, plan)).toList();
    }

    private List<Verdict> incidents() {
        return verdicts.stream()
                .filter(one -> one.played().scenario().incident())
                .toList();
    }

    private List<Verdict> harmless() {
        return verdicts.stream()
                .filter(one -> !one.played().scenario().incident())
                .toList();
    }

    /** Whether all incidents were seen and nobody was called for nothing. */
    public boolean isClean() {
        return incidents().stream().allMatch(Verdict::seen) && count(Verdict::falsePages) == 0;
    }

    /** The figures, one line each. */
    public List<String> lines() {
        List<Verdict> incidents = incidents();
        long seen = incidents.stream().filter(Verdict::seen).count();
        List<Verdict> paging = incidents.stream()
                .filter(one -> one.played().scenario().pages())
                .toList();
        long paged = paging.stream().filter(Verdict::seen).count();
        double groups = incidents.stream()
                .mapToInt(one -> one.groups().size())
                .average()
                .orElse(0);
        long[] times = paging.stream()
                .flatMapToLong(one -> one.detection().stream())
                .sorted()
                .toArray();
        String median = times.length == 0 ? "-" : minutes(times[times.length / 2]);
        String late = times.length == 0 ? "-" : minutes(times[(int) (times.length * 0.9)]);
        return List.of(
                row("incidents seen", seen + " of " + incidents.size() + percent(seen, incidents.size())),
                row("incidents that page", paged + " of " + paging.size() + percent(paged, paging.size())),
                row("median detection, those that page", median + " min (9 of 10 within " + late + ")"),
                row("notification groups an incident", String.format(Locale.ROOT, "%.2f", groups)),
                row(
                        "false pages, harmless operations",
                        count(Verdict::falsePages) + " in " + harmless().size()),
                row(
                        "false tickets, harmless operations",
                        count(Verdict::falseTickets) + " in " + harmless().size()));
    }

    private long count(Function<Verdict, Set<String>> names) {
        return harmless().stream().mapToLong(one -> names.apply(one).size()).sum();
    }

    private static String row(String what, String figure) {
        return String.format(Locale.ROOT, "  %-36s %s", what, figure);
    }

    private static String percent(long part, long all) {
        return all == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * part / all);
    }

    private static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds / 60.0);
    }

    /** What was missed and what was raised for nothing. */
    public List<String> mistakes() {
        var lines = new ArrayList<String>();
        for (Verdict verdict : verdicts) {
            String who = verdict.played().scenario().id()
                    + (verdict.played().seed() == 0
                            ? ""
                            : " seed " + verdict.played().seed());
            if (verdict.played().scenario().incident() && !verdict.seen()) {
                lines.add("  " + who + " missed: " + verdict.played().scenario().title());
            }
            verdict.falsePages().forEach(name -> lines.add("  " + who + " false page: " + name));
            verdict.falseTickets().forEach(name -> lines.add("  " + who + " false ticket: " + name));
        }
        return lines;
    }

    /** Each scenario with what fired in it. */
    public List<String> details() {
        var lines = new ArrayList<String>();
        for (Verdict verdict : verdicts) {
            String groups = verdict.played().scenario().incident()
                    ? (verdict.seen() ? "" : "MISSED, ") + verdict.groups().size() + " groups " + verdict.groups()
                    : "harmless";
            lines.add("  " + verdict.played().scenario().id() + " "
                    + verdict.played().scenario().title() + ": " + groups);
            lines.addAll(verdict.lines());
        }
        return lines;
    }
}
