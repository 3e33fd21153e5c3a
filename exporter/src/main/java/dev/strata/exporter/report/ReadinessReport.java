package dev.strata.exporter.report;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.inquiry.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The readiness checklist: what is not wrong yet, and will make the next fault worse. It is made of the signals that
 * never get beyond information, and of what other signals remark on.
 */
public final class ReadinessReport {

    private static final int MOST_LINES = 12;

    /** One row of the list; {@code word} is how it stands. */
    private record Item(String title, String word, boolean found, List<String> lines) {}

    private final HealthSnapshot snapshot;
    private final Scope scope;
    private final List<Item> items;

    public ReadinessReport(HealthSnapshot snapshot, Scope scope) {
        this(snapshot, scope, Signals.ALL);
    }

    ReadinessReport(HealthSnapshot snapshot, Scope scope, List<Signal> catalogue) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.items = items(catalogue);
    }

    /** Whether anything on the list wants attention. */
    public boolean hasFindings() {
        return items.stream().anyMatch(Item::found);
    }

    /** For a terminal. */
    public String text(boolean colour, int width) {
        var out = new TextCanvas(colour, width);
        out.wrap("", "  ", out.bold(title()));
        out.line("");
        for (Item item : items) {
            String word = item.found()
                    ? out.paint(Severity.WARNING, item.word())
                    : item.word().equals("fine") ? item.word() : out.paint(Severity.INFORMATION, item.word());
            out.wrap("- ", "  ", item.title() + "  " + word);
            item.lines().forEach(line -> out.wrap("    ", "      ", line));
        }
        return out.toString();
    }

    /** For a ticket: open items can be ticked off. */
    public String markdown() {
        var out = new StringBuilder("# " + MarkdownReport.plain(title()) + "\n\n");
        for (Item item : items) {
            out.append(item.word().equals("fine") ? "- [x] " : "- [ ] ")
                    .append(MarkdownReport.plain(item.title()))
                    .append(": ")
                    .append(MarkdownReport.plain(item.word()))
                    .append('\n');
            item.lines()
                    .forEach(line -> out.append("  - ")
                            .append(MarkdownReport.plain(line))
                            .append('\n'));
        }
        return out.toString();
    }

    private String title() {
        String where = Wording.scope(scope);
        return "Readiness" + (where.isEmpty() ? "" : " of " + where) + " at " + Wording.clock(snapshot.at());
    }

    private List<Item> items(List<Signal> catalogue) {
        var all = new ArrayList<Item>();
        for (Signal signal : catalogue) {
            List<Finding> remarks = remarks(signal);
            if (signal.max() == Severity.INFORMATION) {
                all.add(item(signal, remarks));
            } else if (!remarks.isEmpty()) {
                all.add(found(signal, remarks));
            }
        }
        return all;
    }

    private Item item(Signal signal, List<Finding> remarks) {
        List<SignalTally> tallies = snapshot.signals().stream()
                .filter(tally -> tally.signal().id().equals(signal.id()))
                .toList();
        if (tallies.stream().noneMatch(SignalTally::enabled)) {
            return new Item(title(signal), "not looked at", false, List.of("the signal " + signal.id() + " is off"));
        }
        if (!remarks.isEmpty()) {
            return found(signal, remarks);
        }
        List<String> blind = tallies.stream()
                .filter(tally -> tally.enabled() && !tally.isJudged())
                .map(tally -> Printable.text(tally.blind()))
                .distinct()
                .toList();
        return blind.isEmpty()
                ? new Item(title(signal), "fine", false, List.of())
                : new Item(title(signal), "unknown", false, blind);
    }

    private Item found(Signal signal, List<Finding> remarks) {
        var lines = new ArrayList<String>();
        remarks.stream().limit(MOST_LINES).map(ReadinessReport::line).forEach(lines::add);
        if (remarks.size() > MOST_LINES) {
            lines.add("and " + (remarks.size() - MOST_LINES) + " more");
        }
        lines.add("do: " + signal.firstAction());
        return new Item(title(signal), remarks.size() + " found", true, lines);
    }

    private List<Finding> remarks(Signal signal) {
        return snapshot.findings().stream()
                .filter(finding -> finding.id().signal().equals(signal.id()))
                .filter(finding -> finding.isActive() && finding.severity() == Severity.INFORMATION)
                .filter(finding -> scope.covers(finding.id().subject()))
                .toList();
    }

    private static String line(Finding finding) {
        var parts = new ArrayList<String>();
        if (!finding.reasons().isEmpty()) {
            parts.add(Wording.reasons(finding));
        }
        finding.evidence().forEach(evidence -> parts.add(Figures.evidence(evidence)));
        String team = finding.owner().team();
        return Wording.subject(finding.id().subject())
                + (team.isEmpty() ? "" : " (team " + Printable.text(team) + ")")
                + (parts.isEmpty() ? "" : ": " + String.join("; ", parts));
    }

    private static String title(Signal signal) {
        String title = signal.title();
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
