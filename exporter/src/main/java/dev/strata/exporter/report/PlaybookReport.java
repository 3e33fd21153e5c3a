package dev.strata.exporter.report;

import dev.strata.catalog.Severity;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.inquiry.Answer;
import dev.strata.exporter.inquiry.Playbook;
import dev.strata.exporter.inquiry.Playbook.Answered;
import dev.strata.exporter.inquiry.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers of a playbook, in the order in which they were asked. */
public final class PlaybookReport {

    /** So many lines of one answer are enough to know what to do. */
    private static final int MOST_LINES = 8;

    private static final int MOST_ENDS = 2;
    private static final String INDENT = " ".repeat(13);

    private final Playbook playbook;
    private final Scope scope;
    private final List<Answered> answers;
    private final HealthSnapshot snapshot;
    private final Instant now;

    public PlaybookReport(Playbook playbook, Scope scope, List<Answered> answers, HealthSnapshot snapshot) {
        this.playbook = playbook;
        this.scope = scope;
        this.answers = List.copyOf(answers);
        this.snapshot = snapshot;
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
        out.line("");
        List<Finding> ends = conclusion();
        if (ends.isEmpty()) {
            out.wrap("", "  ", out.bold(verdict()));
        }
        for (Finding end : ends) {
            out.wrap("", "  ", out.bold("So: ") + Wording.heading(end) + ", " + Wording.since(end, now));
            out.wrap("   do first  ", INDENT, Wording.signal(end.id()).firstAction());
            String label = "   confirm   ";
            for (String command : Commands.confirm(end)) {
                out.line(label + command);
                label = INDENT;
            }
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
        List<Finding> ends = conclusion();
        if (ends.isEmpty()) {
            out.append("\n**").append(MarkdownReport.plain(verdict())).append("**\n");
        }
        for (Finding end : ends) {
            out.append("\n**So:** ")
                    .append(MarkdownReport.plain(Wording.heading(end) + ", " + Wording.since(end, now)))
                    .append("\n\n**Do first:** ")
                    .append(MarkdownReport.plain(Wording.signal(end.id()).firstAction()))
                    .append('\n');
            List<String> commands = Commands.confirm(end);
            if (!commands.isEmpty()) {
                out.append("\n    ").append(String.join("\n    ", commands)).append('\n');
            }
        }
        return out.toString();
    }

    /** The root causes that the answers lead to, what to look at first in front; few, because people act on one. */
    private List<Finding> conclusion() {
        Set<FindingId> found = answers.stream()
                .flatMap(one -> one.answer().findings().stream())
                .map(Finding::id)
                .collect(Collectors.toSet());
        return snapshot.rootCauses().stream()
                .filter(root -> found.contains(root.finding().id())
                        || root.effects().stream().anyMatch(found::contains))
                .map(RootCause::finding)
                .limit(MOST_ENDS)
                .toList();
    }

    /** Where no root cause stands behind the answers. */
    private String verdict() {
        long found = count(Answer.State.FOUND);
        long unknown = count(Answer.State.UNKNOWN);
        if (found > 0) {
            return "So: what was found is no incident by itself; read it in the order of the questions.";
        }
        return unknown == 0
                ? "So: none of the usual causes is there."
                : "So: nothing was found, but " + unknown + " of " + answers.size() + " questions have no answer.";
    }

    private long count(Answer.State state) {
        return answers.stream().filter(one -> one.answer().state() == state).count();
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
