package dev.strata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are made from the catalog; {@code make golden} writes them. */
class DocsTest {

    private static final Path DOCS = Path.of("../docs");
    private static final String BEGIN = "<!-- of the catalog: make golden -->";
    private static final String END = "<!-- end -->";

    @Test
    void metrics_page_isThatOfTheCatalog() throws IOException {
        var text = new StringBuilder("""
                # Metrics of the exporter

                Made from the catalog; `make golden` writes it. All are served at `/metrics`, by default on port 19391.
                Severity is a number: 1 information, 2 warning, 3 critical. Subjects without a namespace have no
                `namespace` label.

                | family | type | labels | meaning |
                | --- | --- | --- | --- |
                """);
        for (MetricFamily family : MetricFamilies.ALL) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            family.name(),
                            family.type().name().toLowerCase(Locale.ROOT),
                            String.join(", ", family.labels()),
                            family.help()));
        }
        text.append("""

                ## Questions to Prometheus

                Asked as one query for all objects at once. `$m` stands for the mandatory matchers, `$window` for the
                rate window (5 m by default), `$before` for the distance of the comparison (30 m by default).

                | id | every | query |
                | --- | --- | --- |
                """);
        for (MeasurementQuery query : MeasurementQueries.ALL) {
            text.append("| %s | %d s | `%s` |%n"
                    .formatted(
                            query.id(),
                            query.refresh().toSeconds(),
                            query.template().replace("|", "\\|")));
        }
        check("metrics.md", text.toString());
    }

    @Test
    void signals_page_isThatOfTheCatalog() throws IOException {
        var text = new StringBuilder("""
                # Signals

                Made from the catalog; `make golden` writes it. A signal fires when its condition has held for the wait,
                and goes on firing for the hold after it cleared; both can be set. Each has a page: what it means, its
                condition, causes in their usual order, what to do.

                However its input comes and goes, a finding begins at most once in half its wait and its hold together,
                which is a minute at least: a condition that clears within its wait begins anew, one that comes back
                within its hold goes on. (Half, since a pending cause of a firing effect fires after half its wait.) A
                finding is told to be worse after its wait, at most a minute, and to be less bad after its hold.

                A signal that says `off` under "on" is experimental: its cases are written by hand and no case from real
                components stands behind it yet. The configuration switches it on (`signals: { <id>: { enabled: true } }`);
                until then `strata_signal_enabled` is 0 for it and it counts nowhere.

                | # | id | layer | worst | on | subject | reads | wait | hold | says | do first |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Signal signal : Signals.ALL) {
            text.append("| %d | [`%s`](signals/%s.md) | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            signal.number(),
                            signal.id(),
                            signal.id(),
                            signal.layer() == null
                                    ? "of the SLO"
                                    : signal.layer().id(),
                            signal.max().id(),
                            signal.experimental() ? "off" : "on",
                            signal.kinds().stream().limit(3).collect(Collectors.joining(", ")),
                            signal.input().name().toLowerCase(Locale.ROOT),
                            minutes(signal.pendingFor()),
                            minutes(signal.keepFiring()),
                            signal.title(),
                            signal.firstAction()));
        }
        check("signals.md", text.toString());
    }

    @Test
    void signalPages_each_holdTheTableOfTheCatalog() throws IOException {
        try (var pages = Files.list(DOCS.resolve("signals"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Signals.ALL.stream()
                            .map(signal -> signal.id() + ".md")
                            .toList());
        }
        for (Signal signal : Signals.ALL) {
            String file = "signals/" + signal.id() + ".md";
            String text = Files.readString(DOCS.resolve(file));
            assertThat(text.lines().filter(line -> line.startsWith("## ")))
                    .as(file)
                    .containsExactly(
                            "## Condition",
                            "## Evidence",
                            "## Usual causes, in order",
                            "## First actions",
                            "## Tuning");
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            assertThat(begin).as(file).isPositive().isLessThan(end);
            check(file, text.substring(0, begin) + BEGIN + "\n" + table(signal) + text.substring(end));
        }
    }

    @Test
    void limits_ofEachSignal_haveASource() {
        assertThat(Signals.ALL)
                .allSatisfy(signal -> assertThat(LimitSources.of(signal).isPresent())
                        .as(signal.id())
                        .isEqualTo(!signal.limits().isEmpty()));
    }

    private static String table(Signal signal) {
        var text = new StringBuilder("| | default | |\n| --- | --- | --- |\n");
        row(
                text,
                "layer",
                signal.layer() == null ? "that of the SLO" : signal.layer().id(),
                "");
        row(text, "subject", String.join(", ", signal.kinds()), "");
        row(text, "worst severity", signal.max().id(), "before the cap by tier");
        row(text, "reads", signal.input().name().toLowerCase(Locale.ROOT), "");
        row(
                text,
                "on",
                signal.experimental() ? "no" : "yes",
                signal.experimental() ? "no case from real parts stands behind it yet" : "");
        row(text, "`for`", minutes(signal.pendingFor()), "how long the condition must hold");
        row(text, "`keepFiring`", minutes(signal.keepFiring()), "how long it fires on");
        signal.limits().forEach(limit -> row(text, "`" + limit.name() + "`", number(limit.value()), limit.says()));
        LimitSources.of(signal).ifPresent(source -> row(text, "source of these numbers", "", source));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value, String says) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(value)
                .append(" | ")
                .append(says)
                .append(" |\n");
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String minutes(Duration duration) {
        return duration.isZero() ? "none" : duration.toMinutes() + " m";
    }

    private static void check(String file, String text) throws IOException {
        var page = DOCS.resolve(file);
        if ("update".equals(System.getProperty("golden")) && System.getenv("CI") == null) {
            Files.writeString(page, text);
        }
        assertThat(Files.exists(page) ? Files.readAllLines(page) : List.of())
                .as("docs/%s is not what the catalog says; make golden writes it", file)
                .isEqualTo(text.lines().toList());
    }
}
