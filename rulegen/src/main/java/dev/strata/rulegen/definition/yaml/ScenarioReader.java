package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.scenario.Change;
import dev.strata.rulegen.scenario.Change.Effect;
import dev.strata.rulegen.scenario.Motion;
import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.scenario.Scenario.Accepted;
import dev.strata.rulegen.scenario.World;
import dev.strata.rulegen.scenario.World.WorldSeries;
import dev.strata.rulegen.scenario.WorldTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the files of scenarios: documents of the kinds World, Incident and Harmless. */
public final class ScenarioReader {
    private static final List<String> KINDS = List.of("World", "Incident", "Harmless");
    private static final List<String> SEVERITIES = List.of("page", "ticket");
    private static final List<String> SCRAPES = List.of("fails", "vanishes");
    private static final int LARGEST = 3 * 1024 * 1024;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final PromqlParser PARSER = PromqlParser.create();

    private final Diagnostics diagnostics;
    private final List<WorldSeries> world = new ArrayList<>();
    private final List<Scenario> scenarios = new ArrayList<>();

    public ScenarioReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All scenarios and the one world in which they play. */
    public record Suite(World world, List<Scenario> scenarios) {}

    /** Reads all files; what is wrong in any of them ends in the diagnostics. */
    public Suite read(List<SourceFile> files) {
        for (SourceFile file : files) {
            var source = new YamlSource(file, diagnostics);
            for (Node node : YamlDocuments.of(source, LARGEST)) {
                MappingReader document = MappingReader.of(source, node, "a scenario");
                if (document != null) {
                    read(document);
                }
            }
        }
        return new Suite(new World(world), scenarios);
    }

    private void read(MappingReader document) {
        document.requiredText("apiVersion");
        Located<String> kind = document.requiredWord("kind", word -> known(KINDS, word), KINDS);
        if (kind == null) {
            return;
        }
        if (kind.value().equals("World")) {
            readWorld(document);
        } else {
            readScenario(document, kind.value().equals("Incident"));
        }
        document.close();
    }

    private static Optional<String> known(List<String> words, String word) {
        return Optional.of(word).filter(words::contains);
    }

    private void readWorld(MappingReader document) {
        var tables = new WorldTables();
        Signals.ALL.forEach(signal -> tables.add("signals", "signal=" + signal.id() + " layer=" + layer(signal)));
        MappingReader written = document.requiredMapping("tables", "the tables");
        if (written != null) {
            for (String table : written.written()) {
                for (Located<String> row : written.texts(table)) {
                    if (!tables.add(table, row.value())) {
                        written.source().error(row.span(), "row", "a row looks like node=a zone=b", null);
                    }
                }
            }
        }
        for (MappingReader group : document.mappings("series", "a group of series")) {
            readGroup(group, tables);
        }
    }

    private static String layer(Signal signal) {
        Layer layer = signal.layer();
        return layer == null ? Layer.APPLICATION.id() : layer.id();
    }

    private void readGroup(MappingReader group, WorldTables tables) {
        boolean history = group.has("history") && group.textOr("history", "").equals("yes");
        SortedMap<String, String> common = labels(group, "labels");
        MappingReader written = group.requiredMapping("write", "series");
        List<Located<String>> each = group.texts("each");
        group.close();
        for (Located<String> table : each) {
            if (!tables.has(table.value())) {
                group.source().unknownWord(table.span(), "unknown-table", "table", table.value(), tables.names());
                return;
            }
        }
        List<Map<String, String>> rows =
                tables.product(each.stream().map(Located::value).toList());
        for (Map<String, String> row : rows) {
            series(written, row).forEach((labels, motion) -> {
                var all = new TreeMap<>(common);
                all.replaceAll((label, value) -> WorldTables.filled(value, row));
                all.putAll(labels);
                world.add(new WorldSeries(all, motion, history, row.getOrDefault("extra", "")));
            });
        }
    }

    private void readScenario(MappingReader document, boolean incident) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        if (metadata == null) {
            return;
        }
        Located<String> name = metadata.requiredText("name");
        Located<String> title = metadata.requiredText("title");
        metadata.close();
        Located<Duration> length = document.duration("length");
        var changes = new ArrayList<Change>();
        for (MappingReader change : document.mappings("changes", "a change")) {
            Change read = change(change);
            if (read != null) {
                changes.add(read);
            }
        }
        var accepted = new ArrayList<Accepted>();
        for (MappingReader accept : document.mappings("accept", "an accepted alert")) {
            Located<String> severity = accept.requiredWord("as", word -> known(SEVERITIES, word), SEVERITIES);
            Located<Duration> within = accept.duration("within");
            List<String> alerts = accept.words("alerts");
            accept.close();
            if (severity != null && within != null) {
                accepted.add(new Accepted(alerts, severity.value().equals("page"), within.value()));
            }
        }
        List<String> allowed = document.words("allow");
        if (incident && accepted.isEmpty()) {
            document.missing("accept");
        }
        if (name != null && title != null) {
            Duration lasts = length == null ? HOUR : length.value();
            scenarios.add(new Scenario(name.value(), title.value(), incident, lasts, changes, accepted, allowed));
        }
    }

    private static @Nullable Change change(MappingReader reader) {
        Located<Duration> at = reader.duration("at");
        Located<Duration> until = reader.duration("until");
        Effect effect = effect(reader);
        reader.close();
        if (at == null) {
            reader.missing("at");
            return null;
        }
        return effect == null
                ? null
                : new Change(at.value(), Optional.ofNullable(until).map(Located::value), effect);
    }

    private static @Nullable Effect effect(MappingReader reader) {
        if (reader.has("add")) {
            SortedMap<String, String> common = labels(reader, "labels");
            var added = new LinkedHashMap<SortedMap<String, String>, Motion>();
            series(reader.requiredMapping("add", "series"), Map.of()).forEach((own, motion) -> {
                var all = new TreeMap<>(common);
                all.putAll(own);
                added.put(all, motion);
            });
            return new Change.Add(added);
        }
        if (reader.has("scrape")) {
            Located<String> to = reader.requiredWord("to", word -> known(SCRAPES, word), SCRAPES);
            return new Change.Scrape(
                    selectors(reader, "scrape"), to != null && to.value().equals("vanishes"));
        }
        if (reader.has("copy")) {
            return new Change.Copy(selectors(reader, "copy"), labels(reader, "with"));
        }
        if (reader.has("serverRestart")) {
            return new Change.ServerRestart();
        }
        Located<String> to = reader.requiredText("to");
        List<VectorSelector> series = selectors(reader, "series");
        Motion motion = to == null ? null : motion(reader, to);
        return motion == null ? null : new Change.Move(series, motion);
    }

    private static @Nullable Motion motion(MappingReader reader, Located<String> text) {
        Optional<Motion> motion = Motion.parse(text.value(), PromTime::parse);
        if (motion.isEmpty()) {
            String message = "found \"" + text.value() + "\", expected how a value goes on";
            reader.source().error(text.span(), "motion", message, "write for example " + Motion.FORMS);
        }
        return motion.orElse(null);
    }

    private static List<VectorSelector> selectors(MappingReader reader, String key) {
        var selectors = new ArrayList<VectorSelector>();
        for (Located<String> text : reader.texts(key)) {
            VectorSelector selector = selector(reader, text);
            if (selector != null) {
                selectors.add(selector);
            }
        }
        return selectors;
    }

    private static @Nullable VectorSelector selector(MappingReader reader, Located<String> text) {
        PromqlParser.Result result = PARSER.parse(text.value());
        if (result.tree() instanceof VectorSelector selector) {
            return selector;
        }
        String message = "found \"" + text.value() + "\", expected a selector of series";
        reader.source().error(text.span(), "selector", message, "write for example up{job=\"api\"}");
        return null;
    }

    private static SortedMap<String, String> labels(MappingReader reader, String key) {
        var labels = new TreeMap<String, String>();
        MappingReader mapping = reader.has(key) ? reader.mapping(key, "labels") : null;
        if (mapping != null) {
            mapping.written().forEach(label -> labels.put(label, mapping.textOr(label, "")));
        }
        return labels;
    }

    /** The series of a mapping, with the values of a row for their placeholders. */
    private static Map<SortedMap<String, String>, Motion> series(
            @Nullable MappingReader mapping, Map<String, String> row) {
        var series = new LinkedHashMap<SortedMap<String, String>, Motion>();
        if (mapping == null) {
            return series;
        }
        for (String text : mapping.written()) {
            SourceFile file = mapping.source().file();
            Located<String> to = mapping.text(text);
            Motion motion = to == null
                    ? null
                    : motion(mapping, new Located<>(WorldTables.filled(to.value(), row), file, to.span()));
            VectorSelector selector =
                    selector(mapping, new Located<>(WorldTables.filled(text, row), file, mapping.keySpan(text)));
            if (motion != null && selector != null) {
                var labels = new TreeMap<String, String>();
                for (LabelMatcher matcher : selector.allMatchers()) {
                    labels.put(matcher.label(), matcher.value());
                }
                series.put(labels, motion);
            }
        }
        return series;
    }
}
