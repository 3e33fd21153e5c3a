package dev.strata.exporter.report;

import dev.strata.catalog.Severity;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.report.Diagnosis.Case;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The diagnosis for a terminal. The first root cause leads; lines are wrapped at the given width. */
public final class TextReport {

    private static final int MAX_EFFECTS = 12;

    private final boolean colour;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    private TextReport(boolean colour, int width) {
        this.colour = colour;
        this.width = Math.max(40, width);
    }

    /** The text, ending in a line break. */
    public static String print(Diagnosis diagnosis, boolean colour, int width) {
        var report = new TextReport(colour, width);
        report.all(diagnosis);
        return report.out.toString();
    }

    private void all(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        head(diagnosis);
        line("");
        int number = 1;
        for (Case one : diagnosis.cases()) {
            rootCause(number++, one, snapshot);
        }
        if (!diagnosis.pending().isEmpty()) {
            line(bold("Not yet sure"));
            for (Finding finding : diagnosis.pending()) {
                wrap("  ", "  ", Wording.headline(finding) + ", " + Wording.since(finding, snapshot.at()));
            }
            line("");
        }
        blind(diagnosis);
        line(bold("Sources") + "  "
                + snapshot.sources().stream().map(TextReport::source).collect(Collectors.joining("   ")));
    }

    private void head(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        if (diagnosis.cases().isEmpty()) {
            line(bold(
                    diagnosis.blind().isEmpty()
                            ? "Nothing is wrong that can be seen."
                            : "Nothing is wrong in what can be seen; not everything can be seen."));
        } else {
            line(bold(
                            diagnosis.cases().size() == 1
                                    ? "1 root cause"
                                    : diagnosis.cases().size() + " root causes") + " at "
                    + Wording.clock(snapshot.at()));
        }
        line(snapshot.layers().stream()
                .map(layer -> layer(layer, diagnosis.state(layer)))
                .collect(Collectors.joining("   ")));
    }

    private void rootCause(int number, Case one, HealthSnapshot snapshot) {
        Finding finding = one.finding();
        wrap(number + ". ", "   ", paint(one.root().worst(), Wording.headline(finding)));
        wrap(
                "   ",
                "   ",
                Wording.severity(one.root().worst()).toLowerCase(Locale.ROOT) + ", "
                        + Wording.since(finding, snapshot.at())
                        + (finding.owner().team().isEmpty()
                                ? ""
                                : ", team " + finding.owner().team())
                        + (finding.held() ? ", last seen before its input was lost" : "")
                        + (one.effects().isEmpty()
                                ? ""
                                : ", confidence "
                                        + Wording.number(Math.rint(one.root().confidence() * 100)) + " %"));
        scope(one);
        one.evidence().forEach((layer, lines) -> {
            for (String text : lines) {
                wrap(String.format(Locale.ROOT, "   %-9s ", layer.id()), " ".repeat(13), text);
            }
        });
        wrap(
                "   " + bold("do first") + "  ",
                " ".repeat(13),
                Wording.signal(finding.id()).firstAction());
        String label = "   confirm   ";
        for (String command : Wording.confirm(finding)) {
            line(label + command);
            label = " ".repeat(13);
        }
        line("");
    }

    private void scope(Case one) {
        if (one.effects().isEmpty()) {
            return;
        }
        List<String> business = one.business();
        String head = "explains " + one.effects().size()
                + (one.effects().size() == 1 ? " other finding" : " other findings")
                + (business.isEmpty() ? "" : ", among them the business: " + String.join(", ", business));
        wrap("   ", "   ", head);
        one.effects().stream().limit(MAX_EFFECTS).forEach(effect -> {
            String how = effect.causes().isEmpty()
                    ? ""
                    : " (" + effect.causes().get(0).mechanism() + ")";
            wrap("     - ", "       ", Wording.headline(effect) + how);
        });
        if (one.effects().size() > MAX_EFFECTS) {
            line("     - and " + (one.effects().size() - MAX_EFFECTS) + " more");
        }
    }

    private void blind(Diagnosis diagnosis) {
        if (diagnosis.blind().isEmpty()) {
            return;
        }
        line(bold("Cannot be judged"));
        var byReason = diagnosis.blind().stream()
                .collect(Collectors.groupingBy(
                        SignalTally::blind,
                        java.util.TreeMap::new,
                        Collectors.mapping(t -> t.signal().id(), Collectors.toCollection(java.util.TreeSet::new))));
        byReason.forEach((reason, signals) -> wrap("  ", "    ", reason + ": " + String.join(", ", signals)));
        line("");
    }

    private String layer(LayerHealth health, Diagnosis.State state) {
        String word = switch (state.word()) {
            case "CRITICAL" -> paint(Severity.CRITICAL, state.word());
            case "WARNING" -> paint(Severity.WARNING, state.word());
            case "UNKNOWN" -> paint(Severity.INFORMATION, state.word());
            default -> state.word();
        };
        return health.layer().id() + " " + word + (state.note().isEmpty() ? "" : " (" + state.note() + ")");
    }

    private static String source(SourceState source) {
        return source.id() + (source.up() ? " up" : " DOWN: " + source.problem());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void wrap(String first, String next, String text) {
        var row = new StringBuilder(first);
        int used = visible(first);
        boolean fresh = true;
        for (String word : text.split(" ", -1)) {
            if (!fresh && used + 1 + visible(word) > width) {
                line(row.toString());
                row = new StringBuilder(next);
                used = visible(next);
                fresh = true;
            }
            row.append(fresh ? "" : " ").append(word);
            used += visible(word) + (fresh ? 0 : 1);
            fresh = false;
        }
        line(row.toString());
    }

    private static int visible(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").length();
    }

    private String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private String paint(Severity severity, String text) {
        if (!colour) {
            return text;
        }
        String code = switch (severity) {
            case CRITICAL -> "1;31";
            case WARNING -> "1;33";
            case INFORMATION -> "1;34";
        };
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
