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
        for (Case one : diagnosis.cases()) {
            card(body, number++, one, diagnosis);
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
                .append("\">\n<h2><span class=\"number\">")
                .append(number)
                .append("</span> ")
                .append(escape(Wording.headline(finding)))
                .append("</h2>\n<p class=\"facts\"><b>")
                .append(Wording.severity(one.root().worst()))
                .append("</b> · ")
                .append(escape(String.join(" · ", Wording.facts(one, now))))
                .append("</p>\n<p class=\"first\"><b>Do first:</b> ")
                .append(escape(Wording.signal(finding.id()).firstAction()))
                .append("</p>\n");
        effects(body, one);
        if (!one.changes().isEmpty()) {
            list(body, "Changed before", one.changes().stream().map(change -> Wording.changeBefore(change, finding)));
        }
        evidence(body, one);
        List<String> commands = Commands.confirm(finding);
        if (!commands.isEmpty()) {
            body.append("<pre>")
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
        body.append("<h3>Explains</h3>\n<ul>\n");
        for (Finding effect : one.effects()) {
            body.append("<li><span class=\"layer\">")
                    .append(effect.id().layer().id())
                    .append("</span> ")
                    .append(escape(Wording.headline(effect)));
            if (!effect.causes().isEmpty()) {
                body.append("<small>")
                        .append(escape(effect.causes().get(0).mechanism()))
                        .append("</small>");
            }
            body.append("</li>\n");
        }
        body.append("</ul>\n");
    }

    private static void evidence(StringBuilder body, Case one) {
        if (one.evidence().isEmpty()) {
            return;
        }
        body.append("<h3>Evidence</h3>\n<dl>\n");
        one.evidence()
                .forEach((layer, lines) -> body.append("<dt>")
                        .append(layer.id())
                        .append("</dt><dd>")
                        .append(lines.stream().map(Board::escape).collect(Collectors.joining("<br>")))
                        .append("</dd>\n"));
        body.append("</dl>\n");
    }

    private static void pending(StringBuilder body, Diagnosis diagnosis) {
        if (diagnosis.pending().isEmpty()) {
            return;
        }
        body.append("<section class=\"pending\"><h3>Not yet sure</h3>\n<ul>\n");
        diagnosis
                .pending()
                .forEach(finding -> body.append("<li>")
                        .append(escape(Wording.headline(finding)))
                        .append(", ")
                        .append(escape(
                                Wording.since(finding, diagnosis.snapshot().at())))
                        .append("</li>\n"));
        body.append("</ul></section>\n");
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

    private static void list(StringBuilder body, String title, Stream<String> lines) {
        body.append("<h3>").append(title).append("</h3>\n<ul>\n");
        lines.forEach(line -> body.append("<li>").append(escape(line)).append("</li>\n"));
        body.append("</ul>\n");
    }

    private static void blind(StringBuilder body, Diagnosis diagnosis) {
        if (diagnosis.blind().isEmpty()) {
            return;
        }
        body.append("<h3>Cannot be judged</h3>\n<ul>\n");
        diagnosis
                .blind()
                .forEach(tally -> body.append("<li>")
                        .append(tally.signal().id())
                        .append(": ")
                        .append(escape(tally.blind()))
                        .append("</li>\n"));
        body.append("</ul>\n");
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
