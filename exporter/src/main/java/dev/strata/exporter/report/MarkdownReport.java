package dev.strata.exporter.report;

import dev.strata.exporter.health.Finding;
import dev.strata.exporter.report.Beside.LastWords;
import java.time.Instant;
import java.util.List;
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
        list("## Cannot be judged", Wording.blind(diagnosis, Integer.MAX_VALUE));
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
        line("## " + number + ". " + plain(Wording.heading(finding)));
        line("");
        line("**" + Wording.severity(one.root().worst()) + "**, " + plain(String.join(", ", Wording.facts(one, now)))
                + ".");
        line("");
        line("**Do first:** " + plain(Wording.signal(finding.id()).firstAction()));
        line("");
        if (!one.effects().isEmpty()) {
            line("**Scope:** " + plain(Wording.scope(one)));
            line("");
        }
        String candidates = Wording.candidates(finding);
        if (!candidates.isEmpty()) {
            line("**No single cause is sure;** the best candidates: " + plain(candidates));
            line("");
        }
        Wording.explained(one.effects())
                .forEach((how, lines) ->
                        list(how.isEmpty() ? "### Explains" : "### Explains, for " + plain(how), lines));
        list(
                "### Changed before",
                one.changes().stream()
                        .map(change -> Wording.changeBefore(change, finding))
                        .toList());
        evidence(one);
        one.logs().forEach(this::logs);
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

    private void logs(LastWords words) {
        line("### Last words of " + plain(words.head()));
        line("");
        if (!words.lines().isEmpty()) {
            fenced("", words.lines().stream().map(Printable::text).toList());
        }
    }

    private void commands(List<String> commands) {
        if (commands.isEmpty()) {
            return;
        }
        line("### Confirm");
        line("");
        fenced("sh", commands);
    }

    /** In a fence that is longer than any run of backticks within. */
    private void fenced(String language, List<String> lines) {
        String fence = "```";
        while (String.join("\n", lines).contains(fence)) {
            fence += "`";
        }
        line(fence + language);
        lines.forEach(this::line);
        line(fence);
        line("");
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
