package dev.strata.exporter.report;

import dev.strata.catalog.Severity;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.inquiry.Answer;
import dev.strata.exporter.inquiry.Playbook;
import dev.strata.exporter.inquiry.Playbook.Answered;
import dev.strata.exporter.inquiry.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The answers of a playbook, in the order in which they were asked. */
public final class PlaybookReport {

    /** So many lines of one answer are enough to know what to do. */
    private static final int MOST_LINES = 8;

    private final Playbook playbook;
    private final Scope scope;
    private final List<Answered> answers;
    private final Instant now;

    public PlaybookReport(Playbook playbook, Scope scope, List<Answered> answers, HealthSnapshot snapshot) {
        this.playbook = playbook;
        this.scope = scope;
        this.answers = List.copyOf(answers);
        this.now = snapshot.at();
    }

    /** For a terminal. */
    public String text(boolean colour, int width) {
        var out = new TextCanvas(colour, width);
        out.wrap("", "  ", out.bold(title()));
        out.line("");
        int number = 1;
        for (Answered one : answers) {
            out.wrap(number++ + ". ", "   ", one.question() + "  " + paint(out, one.answer()));
            lines(one.answer()).forEach(line -> out.wrap("     ", "       ", line));
        }
        return out.toString();
    }

    /** For a ticket. */
    public String markdown() {
        var out = new StringBuilder("# " + MarkdownReport.plain(title()) + "\n\n");
        int number = 1;
        for (Answered one : answers) {
            out.append(number++)
                    .append(". ")
                    .append(MarkdownReport.plain(one.question()))
                    .append(" **")
                    .append(word(one.answer()))
                    .append("**\n");
            lines(one.answer())
                    .forEach(line -> out.append("   - ")
                            .append(MarkdownReport.plain(line))
                            .append('\n'));
        }
        return out.toString();
    }

    private String title() {
        String where = Wording.scope(scope);
        return "Playbook " + playbook.id() + ": " + playbook.title() + (where.isEmpty() ? "" : ", " + where) + ", at "
                + Wording.clock(now);
    }

    private List<String> lines(Answer answer) {
        List<String> all = Stream.concat(
                        answer.seen().stream(), answer.findings().stream().map(this::line))
                .map(Printable::text)
                .toList();
        var lines = new ArrayList<>(all.subList(0, Math.min(MOST_LINES, all.size())));
        if (all.size() > MOST_LINES) {
            lines.add("and " + (all.size() - MOST_LINES) + " more");
        }
        answer.unseen().stream().map(Printable::text).forEach(lines::add);
        return lines;
    }

    private String line(Finding finding) {
        String reasons = finding.reasons().isEmpty() ? "" : " (" + Wording.reasons(finding) + ")";
        return finding.id().signal() + ": " + Wording.headline(finding) + reasons + ", " + Wording.since(finding, now);
    }

    private static String word(Answer answer) {
        return switch (answer.state()) {
            case FOUND -> "FOUND";
            case FINE -> "fine";
            case UNKNOWN -> "unknown";
        };
    }

    private static String paint(TextCanvas out, Answer answer) {
        return switch (answer.state()) {
            case FOUND -> out.paint(Severity.CRITICAL, word(answer));
            case FINE -> word(answer);
            case UNKNOWN -> out.paint(Severity.INFORMATION, word(answer));
        };
    }
}
