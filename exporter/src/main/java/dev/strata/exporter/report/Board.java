package dev.strata.exporter.report;

import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.LayerHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The board: one page for the person on call, complete without JavaScript. Everything that comes from the cluster is
 * escaped.
 */
public final class Board {

    private static final int MAX_CASES = 20;
    private static final int MAX_EFFECTS = 20;
    private static final int MAX_EVIDENCE = 8;
    private static final int MAX_SIGNALS = 8;
    private static final int MAX_LINES = 50;
    private static final int MAX_CHANGES = 20;
    private static final String STYLE = resource("board.css");

    private Board() {}

    /** The page for a diagnosis; it asks the browser to load it again every 15 seconds. */
    public static String page(Diagnosis diagnosis) {
        HealthSnapshot snapshot = diagnosis.snapshot();
        var body = new StringBuilder();
        body.append("<header><h1>")
                .append(headline(diagnosis))
                .append("</h1><p class=\"at\">as of <time datetime=\"")
                .append(snapshot.at())
                .append("\">")
                .append(escape(Wording.clock(snapshot.at())))
                .append("</time></p></header>\n<section class=\"layers\" aria-label=\"Layers\">\n");
        snapshot.layers().forEach(layer -> layer(body, layer, diagnosis.state(layer)));
        body.append("</section>\n<main>\n");
        int number = 1;
        for (Case one : diagnosis
                .cases()
                .subList(0, Math.min(MAX_CASES, diagnosis.cases().size()))) {
            card(body, number++, one, diagnosis);
        }
        if (diagnosis.cases().size() > MAX_CASES) {
            list(
                    body,
                    "Further root causes",
                    diagnosis.cases().stream()
                            .skip(MAX_CASES)
                            .limit(MAX_LINES)
                            .map(one -> Wording.severity(one.root().worst()) + ": " + Wording.heading(one.finding())));
            more(body, diagnosis.cases().size() - MAX_CASES);
        }
        if (!diagnosis.chronic().isEmpty()) {
            body.append("<section class=\"pending\">");
            list(body, "Chronic, for more than seven days", Wording.chronic(diagnosis).stream());
            body.append("</section>\n");
        }
        pending(body, diagnosis);
        changes(body, diagnosis);
        body.append("</main>\n<footer>\n");
        List<String> silenced = Wording.silenced(diagnosis);
        if (!silenced.isEmpty()) {
            list(body, "Silenced", silenced.stream());
        }
        blind(body, diagnosis);
        sources(body, snapshot);
        body.append("<p><a href=\"metrics\">metrics</a> · <a href=\"api/v1/health\">JSON</a></p>\n</footer>\n");
        return document(body.toString());
    }

    /** The page before the first evaluation: what is waited for. */
    public static String waiting(String detail) {
        return document("<header><h1>Not judged yet</h1><p class=\"at\">" + escape(detail) + "</p></header>\n");
    }

    private static String document(String body) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"refresh\" content=\"15\">\n<title>Strata</title>\n<style>\n"
                + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    private static String headline(Diagnosis diagnosis) {
        return diagnosis.all().findAny().isEmpty() && diagnosis.blind().isEmpty()
                ? "All is well"
                : Wording.headline(diagnosis);
    }

    private static void layer(StringBuilder body, LayerHealth health, Diagnosis.State state) {
        String word = switch (state.word()) {
            case "CRITICAL" -> "CRIT";
            case "WARNING" -> "WARN";
            default -> state.word();
        };
        body.append("<div class=\"tile ")
                .append(word.toLowerCase(Locale.ROOT))
                .append("\"><span class=\"name\">")
                .append(health.layer().id())
                .append("</span><strong>")
                .append(word)
                .append("</strong><span class=\"judged\">")
                .append(state.note().isEmpty() ? "all judged" : escape(state.note()))
                .append("</span></div>\n");
    }

    private static void card(StringBuilder body, int number, Case one, Diagnosis diagnosis) {
        Finding finding = one.finding();
        Instant now = diagnosis.snapshot().at();
        body.append("<article class=\"card ")
                .append(one.root().worst().id())
                .append("\" id=\"cause-")
                .append(number)
                .append("\">\n<h2><span class=\"number\">")
                .append(number)
                .append("</span> ")
                .append(escape(Wording.heading(finding)))
                .append("</h2>\n<p class=\"facts\"><b>")
                .append(Wording.severity(one.root().worst()))
                .append("</b> · ")
                .append(escape(String.join(" · ", Wording.facts(one, now))))
                .append("</p>\n<p class=\"first\"><b>Do first:</b> ")
                .append(escape(Wording.signal(finding.id()).firstAction()))
                .append("</p>\n");
        effects(body, one);
        String candidates = Wording.candidates(finding);
        if (!candidates.isEmpty()) {
            list(body, "No single cause is sure; the best candidates", Stream.of(candidates));
        }
        if (!one.changes().isEmpty()) {
            list(body, "Changed before", one.changes().stream().map(change -> Wording.changeBefore(change, finding)));
        }
        evidence(body, one);
        List<String> commands = Commands.confirm(finding);
        if (!commands.isEmpty()) {
            body.append("<h3>Confirm</h3>\n<pre tabindex=\"0\">")
                    .append(commands.stream().map(Board::escape).collect(Collectors.joining("\n")))
                    .append("</pre>\n");
        }
        List<Links.Link> links = diagnosis.links().of(finding, now);
        if (!links.isEmpty()) {
            body.append("<p>")
                    .append(links.stream()
                            .map(link -> "<a href=\"" + escape(link.url()) + "\">" + escape(link.name()) + "</a>")
                            .collect(Collectors.joining(" · ")))
                    .append("</p>\n");
        }
        body.append("</article>\n");
    }

    private static void effects(StringBuilder body, Case one) {
        if (one.effects().isEmpty()) {
            return;
        }
        body.append("<h3>").append(escape(Wording.scope(one))).append("</h3>\n");
        int room = MAX_EFFECTS;
        for (var how : Wording.explained(one.effects()).entrySet()) {
            List<String> lines = how.getValue();
            if (room > 0) {
                body.append("<p class=\"how\">").append(escape(how.getKey())).append("</p>\n<ul>\n");
                lines.stream()
                        .limit(room)
                        .forEach(
                                line -> body.append("<li>").append(escape(line)).append("</li>\n"));
                body.append("</ul>\n");
            }
            room -= lines.size();
        }
        if (room < 0) {
            body.append("<p class=\"how\">and ").append(-room).append(" more</p>\n");
        }
    }

    private static void evidence(StringBuilder body, Case one) {
        if (one.evidence().isEmpty()) {
            return;
        }
        body.append("<h3>Evidence</h3>\n<dl>\n");
        one.evidence().forEach((layer, lines) -> {
            body.append("<dt>").append(layer.id()).append("</dt><dd>");
            body.append(lines.stream().limit(MAX_EVIDENCE).map(Board::escape).collect(Collectors.joining("<br>")));
            if (lines.size() > MAX_EVIDENCE) {
                body.append("<br>and ").append(lines.size() - MAX_EVIDENCE).append(" more");
            }
            body.append("</dd>\n");
        });
        body.append("</dl>\n");
    }

    private static void pending(StringBuilder body, Diagnosis diagnosis) {
        if (diagnosis.pending().isEmpty()) {
            return;
        }
        body.append("<section class=\"pending\">");
        list(
                body,
                "Not yet sure",
                diagnosis.pending().stream()
                        .limit(MAX_LINES)
                        .map(finding -> Wording.headline(finding) + ", "
                                + Wording.since(finding, diagnosis.snapshot().at())));
        more(body, diagnosis.pending().size());
        body.append("</section>\n");
    }

    private static void changes(StringBuilder body, Diagnosis diagnosis) {
        if (diagnosis.changes().isEmpty()) {
            return;
        }
        body.append("<section class=\"pending\">");
        list(
                body,
                "Changed in the last hour",
                Wording.changes(diagnosis).stream().limit(MAX_CHANGES));
        body.append("</section>\n");
    }

    private static void more(StringBuilder body, int lines) {
        if (lines > MAX_LINES) {
            body.append("<p class=\"how\">and ")
                    .append(lines - MAX_LINES)
                    .append(" more, all of them in the <a href=\"api/v1/health\">JSON</a></p>\n");
        }
    }

    private static void list(StringBuilder body, String title, Stream<String> lines) {
        body.append("<h3>").append(escape(title)).append("</h3>\n<ul>\n");
        lines.forEach(line -> body.append("<li>").append(escape(line)).append("</li>\n"));
        body.append("</ul>\n");
    }

    private static void blind(StringBuilder body, Diagnosis diagnosis) {
        List<String> lines = Wording.blind(diagnosis, MAX_SIGNALS);
        if (!lines.isEmpty()) {
            list(body, "Cannot be judged", lines.stream());
        }
    }

    private static void sources(StringBuilder body, HealthSnapshot snapshot) {
        body.append("<p class=\"sources\">")
                .append(snapshot.sources().stream()
                        .map(source -> escape(source.id())
                                + (source.up() ? " up" : " <b>down</b>: " + escape(source.problem())))
                        .collect(Collectors.joining(" · ")))
                .append("</p>\n");
    }

    private static String escape(String text) {
        return Printable.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (var stream = Board.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
