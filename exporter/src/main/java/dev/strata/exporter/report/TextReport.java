package dev.strata.exporter.report;

import dev.strata.catalog.DiagnosticLayer;
import dev.strata.catalog.Severity;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.report.Beside.LastWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The diagnosis for a terminal. The first root cause leads; lines are wrapped at the given width. */
public final class TextReport {

    private static final int MAX_EFFECTS = 12;
    /** From so many root causes on each gets less room, so that five of them fit on two screens. */
    private static final int CROWD = 5;

    private static final int EFFECTS_IN_A_CROWD = 1;
    private static final int COMMANDS_IN_A_CROWD = 2;
    private static final int CHANGES_IN_A_CROWD = 2;
    private static final int MAX_CHANGES = 8;
    private static final int MAX_EVIDENCE = 4;
    private static final int MAX_SIGNALS = 6;
    private static final String INDENT = " ".repeat(13);

    private final TextCanvas out;
    private final boolean crowded;

    private TextReport(TextCanvas out, boolean crowded) {
        this.out = out;
        this.crowded = crowded;
    }

    /** The text, ending in a line break. */
    public static String print(Diagnosis diagnosis, boolean colour, int width) {
        var out = new TextCanvas(colour, width);
        new TextReport(out, diagnosis.cases().size() >= CROWD).all(diagnosis);
        return out.toString();
    }

    private void all(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        head(diagnosis);
        out.line("");
        int number = 1;
        for (Case one : diagnosis.cases()) {
            rootCause(number++, one, snapshot, diagnosis.links());
        }
        chronic(diagnosis);
        if (!diagnosis.pending().isEmpty()) {
            out.line(out.bold("Not yet sure"));
            for (Finding finding : diagnosis.pending()) {
                out.wrap("  ", "  ", Wording.headline(finding) + ", " + Wording.since(finding, snapshot.at()));
            }
            out.line("");
        }
        changes(diagnosis);
        List<String> silenced = Wording.silenced(diagnosis);
        if (!silenced.isEmpty()) {
            out.line(out.bold("Silenced"));
            silenced.forEach(line -> out.wrap("  ", "    ", line));
            out.line("");
        }
        blind(diagnosis);
        out.line(out.bold("Sources") + "  "
                + snapshot.sources().stream().map(TextReport::source).collect(Collectors.joining("   ")));
    }

    private void head(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        boolean nothing = diagnosis.all().findAny().isEmpty();
        out.line(out.bold(Wording.headline(diagnosis)) + (nothing ? "" : " at " + Wording.clock(snapshot.at())));
        if (!diagnosis.scope().isAll()) {
            out.line(Wording.narrowed(diagnosis));
        }
        out.row(snapshot.layers().stream()
                .map(layer -> layer(layer, diagnosis.state(layer)))
                .toList());
    }

    private void rootCause(int number, Case one, HealthSnapshot snapshot, Links links) {
        Finding finding = one.finding();
        out.wrap(number + ". ", "   ", out.paint(one.root().worst(), Wording.heading(finding)));
        String severity = Wording.severity(one.root().worst()).toLowerCase(Locale.ROOT);
        out.wrap("   ", "   ", severity + ", " + String.join(", ", Wording.facts(one, snapshot.at())));
        out.wrap(
                "   " + out.bold("do first") + "  ",
                INDENT,
                Wording.signal(finding.id()).firstAction());
        scope(one);
        String candidates = Wording.candidates(finding);
        if (!candidates.isEmpty()) {
            out.wrap("   perhaps   ", INDENT, "no single cause is sure; the best candidates: " + candidates);
        }
        one.changes().stream()
                .limit(crowded ? CHANGES_IN_A_CROWD : MAX_CHANGES)
                .forEach(change -> out.wrap("   changed   ", INDENT, Wording.changeBefore(change, finding)));
        one.evidence().forEach(this::evidence);
        logs(one);
        String label = "   confirm   ";
        List<String> commands = Commands.confirm(finding);
        for (String command :
                commands.subList(0, crowded ? Math.min(COMMANDS_IN_A_CROWD, commands.size()) : commands.size())) {
            out.line(label + command);
            label = INDENT;
        }
        links.of(finding, snapshot.at())
                .forEach(link -> out.line(String.format(Locale.ROOT, "   %-9s %s", link.name(), link.url())));
        out.line("");
    }

    private void scope(Case one) {
        if (one.effects().isEmpty()) {
            return;
        }
        out.wrap("   scope     ", INDENT, Wording.scope(one));
        int room = crowded ? EFFECTS_IN_A_CROWD : MAX_EFFECTS;
        for (var how : Wording.explained(one.effects()).entrySet()) {
            List<String> lines = how.getValue();
            if (room > 0 && !how.getKey().isEmpty()) {
                out.wrap(INDENT, INDENT, how.getKey() + ":");
            }
            lines.stream().limit(Math.max(0, room)).forEach(line -> out.wrap(INDENT + "- ", INDENT + "  ", line));
            room -= lines.size();
        }
        if (room < 0) {
            out.line(INDENT + "- and " + -room + " more");
        }
    }

    private void evidence(DiagnosticLayer layer, List<String> lines) {
        String label = String.format(Locale.ROOT, "   %-9s ", layer.id());
        if (crowded && !lines.isEmpty()) {
            String more = lines.size() > 1 ? ", and " + (lines.size() - 1) + " more" : "";
            out.wrap(label, INDENT, lines.get(0) + more);
            return;
        }
        for (String text : lines.subList(0, Math.min(MAX_EVIDENCE, lines.size()))) {
            out.wrap(label, INDENT, text);
            label = INDENT;
        }
        if (lines.size() > MAX_EVIDENCE) {
            out.line(INDENT + "and " + (lines.size() - MAX_EVIDENCE) + " more");
        }
    }

    /** Lines as they were written, however long. */
    private void logs(Case one) {
        String label = "   log lines ";
        for (LastWords words : one.logs()) {
            out.wrap(label, INDENT, words.head());
            words.lines().forEach(line -> out.line(INDENT + "| " + Printable.text(line)));
            label = INDENT;
        }
    }

    private void chronic(Diagnosis diagnosis) {
        if (!diagnosis.chronic().isEmpty()) {
            out.line(out.bold("Chronic, for more than seven days"));
            Wording.chronic(diagnosis).forEach(line -> out.wrap("  ", "    ", line));
            out.line("");
        }
    }

    private void changes(Diagnosis diagnosis) {
        if (diagnosis.changes().isEmpty()) {
            return;
        }
        out.line(out.bold("Changed in the last hour"));
        List<String> lines = Wording.changes(diagnosis);
        lines.stream().limit(MAX_CHANGES).forEach(line -> out.wrap("  ", "    ", line));
        if (lines.size() > MAX_CHANGES) {
            out.line("  and " + (lines.size() - MAX_CHANGES) + " more");
        }
        out.line("");
    }

    private void blind(Diagnosis diagnosis) {
        List<String> lines = Wording.blind(diagnosis, MAX_SIGNALS);
        if (lines.isEmpty()) {
            return;
        }
        out.line(out.bold("Cannot be judged"));
        lines.forEach(line -> out.wrap("  ", "    ", line));
        out.line("");
    }

    private String layer(LayerHealth health, Diagnosis.State state) {
        String word = switch (state.word()) {
            case "CRITICAL" -> out.paint(Severity.CRITICAL, state.word());
            case "WARNING" -> out.paint(Severity.WARNING, state.word());
            case "UNKNOWN" -> out.paint(Severity.INFORMATION, state.word());
            default -> state.word();
        };
        return health.layer().id() + " " + word + (state.note().isEmpty() ? "" : " (" + state.note() + ")");
    }

    private static String source(SourceState source) {
        return source.id() + (source.up() ? " up" : " DOWN: " + Printable.text(source.problem()));
    }
}
