package dev.strata.exporter.report;

import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.SignalTally;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The diagnosis for a ticket: CommonMark with tables. What comes from the cluster cannot form markup. */
public final class MarkdownReport {

    private final StringBuilder out = new StringBuilder();
    private final Diagnosis diagnosis;
    private final Instant now;

    private MarkdownReport(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.now = diagnosis.snapshot().at();
    }

    /** The text, ending in a line break. */
    public static String print(Diagnosis diagnosis) {
        var report = new MarkdownReport(diagnosis);
        report.all();
        return report.out.toString();
    }

    private void all() {
        line("# " + plain(Wording.headline(diagnosis)));
        line("");
        line("As of " + Wording.clock(now)
                + (diagnosis.scope().isAll() ? "" : ", " + plain(Wording.narrowed(diagnosis))) + ".");
        line("");
        layers();
        int number = 1;
        for (Case one : diagnosis.cases()) {
            rootCause(number++, one);
        }
        list("## Chronic, for more than seven days", Wording.chronic(diagnosis));
        list(
                "## Not yet sure",
                diagnosis.pending().stream()
                        .map(finding -> Wording.headline(finding) + ", " + Wording.since(finding, now))
                        .toList());
        list("## Changed in the last hour", Wording.changes(diagnosis));
        list("## Silenced", Wording.silenced(diagnosis));
        list("## Cannot be judged", blind());
    }

    private void layers() {
        line("| layer | state |");
        line("| --- | --- |");
        diagnosis.snapshot().layers().forEach(layer -> {
            Diagnosis.State state = diagnosis.state(layer);
            String note = state.note().isEmpty() ? "" : " (" + state.note() + ")";
            line("| " + layer.layer().id() + " | " + state.word() + plain(note) + " |");
        });
        line("");
    }

    private void rootCause(int number, Case one) {
        Finding finding = one.finding();
        line("## " + number + ". " + plain(Wording.headline(finding)));
        line("");
        line("**" + Wording.severity(one.root().worst()) + "**, " + plain(String.join(", ", Wording.facts(one, now)))
                + ".");
        line("");
        line("**Do first:** " + plain(Wording.signal(finding.id()).firstAction()));
        line("");
        if (!one.business().isEmpty()) {
            line("**Touches the business:** " + plain(String.join(", ", one.business())));
            line("");
        }
        list("### Explains", one.effects().stream().map(Wording::explained).toList());
        list(
                "### Changed before",
                one.changes().stream()
                        .map(change -> Wording.changeBefore(change, finding))
                        .toList());
        evidence(one);
        commands(Commands.confirm(finding));
        List<Links.Link> links = diagnosis.links().of(finding, now);
        if (!links.isEmpty()) {
            line("**Look at:** "
                    + links.stream()
                            .map(link -> "[" + link.name() + "](<" + link.url() + ">)")
                            .collect(Collectors.joining(", ")));
            line("");
        }
    }

    private void evidence(Case one) {
        if (one.evidence().isEmpty()) {
            return;
        }
        line("### Evidence");
        line("");
        line("| layer | what was seen |");
        line("| --- | --- |");
        one.evidence()
                .forEach((layer, lines) -> lines.forEach(text -> line("| " + layer.id() + " | " + plain(text) + " |")));
        line("");
    }

    /** In a fence that is longer than any run of backticks within. */
    private void commands(List<String> commands) {
        if (commands.isEmpty()) {
            return;
        }
        String fence = "```";
        while (String.join("\n", commands).contains(fence)) {
            fence += "`";
        }
        line("### Confirm");
        line("");
        line(fence + "sh");
        commands.forEach(this::line);
        line(fence);
        line("");
    }

    private List<String> blind() {
        return diagnosis.blind().stream()
                .collect(Collectors.groupingBy(
                        SignalTally::blind,
                        TreeMap::new,
                        Collectors.mapping(t -> t.signal().id(), Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        line(title);
        line("");
        items.forEach(item -> line("- " + plain(item)));
        line("");
    }

    /** The text with all that could be markup escaped. */
    static String plain(String text) {
        return Printable.text(text).replaceAll("[\\\\`*_\\[\\]#|~<>]", "\\\\$0").replace("&", "&amp;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
