package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertPack;
import dev.strata.rulegen.definition.DefinitionFile;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads definition files; everything that is wrong in any of them ends in the diagnostics. */
public final class DefinitionReader {
    private static final String VERSION = "strata/v1";
    private static final List<String> KINDS = List.of("AlertPack", "Slo", "Targets");
    private static final int DEEPEST = 60;
    private static final int LARGEST = 3 * 1024 * 1024;
    private static final int MOST_ALIASES = 20;

    private final Diagnostics diagnostics;
    private final List<DefinitionFile> files = new ArrayList<>();
    private @Nullable Located<Targets> targets;

    public DefinitionReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All files, in the given order. What is broken is left out of the result and reported. */
    public Definitions read(List<SourceFile> sources) {
        for (SourceFile file : sources) {
            read(file);
        }
        return new Definitions(files, targets == null ? Targets.DEFAULT : targets.value());
    }

    private void read(SourceFile file) {
        var source = new YamlSource(file, diagnostics);
        var packs = new ArrayList<AlertPack>();
        var slos = new ArrayList<SloDefinition>();
        for (Node node : documents(source)) {
            MappingReader document = MappingReader.of(source, node, "a definition");
            if (document != null) {
                read(document, packs, slos);
            }
        }
        files.add(new DefinitionFile(file, stem(file.name()), packs, slos));
    }

    private void read(MappingReader document, List<AlertPack> packs, List<SloDefinition> slos) {
        Located<String> version = document.requiredText("apiVersion");
        if (version != null && !version.value().equals(VERSION)) {
            String message = "found \"" + version.value() + "\", expected \"" + VERSION + "\"";
            document.source().error(version.span(), "bad-version", message, null);
        }
        Located<String> kind = document.requiredWord("kind", DefinitionReader::kind, KINDS);
        if (kind == null) {
            return;
        }
        switch (kind.value()) {
            case "AlertPack" -> Optional.ofNullable(AlertReader.read(document)).ifPresent(packs::add);
            case "Slo" -> Optional.ofNullable(SloReader.read(document)).ifPresent(slos::add);
            default -> readTargets(document, kind);
        }
    }

    private static Optional<String> kind(String word) {
        return KINDS.contains(word) ? Optional.of(word) : Optional.empty();
    }

    private void readTargets(MappingReader document, Located<String> kind) {
        Targets read = TargetsReader.read(document);
        if (targets != null) {
            String message = "a run has one definition of the kind Targets, another one stands in "
                    + targets.file().name();
            document.source().error(kind.span(), "second-targets", message, null);
        } else {
            targets = new Located<>(read == null ? Targets.DEFAULT : read, kind.file(), kind.span());
        }
    }

    private List<Node> documents(YamlSource source) {
        var nodes = new ArrayList<Node>();
        try {
            if (!isTooDeep(source)) {
                new Compose(settings(source))
                        .composeAllFromString(source.file().text())
                        .forEach(nodes::add);
            }
        } catch (MarkedYamlEngineException e) {
            int offset = source.offset(e.getProblemMark());
            String problem = e.getProblem() == null ? "not a YAML document" : e.getProblem();
            source.error(Span.at(offset), "yaml", problem.lines().findFirst().orElse(problem), null);
        } catch (YamlEngineException e) {
            String problem = String.valueOf(e.getMessage());
            source.error(Span.at(0), "yaml", problem.lines().findFirst().orElse(problem), null);
        }
        nodes.removeIf(
                node -> node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL));
        return nodes;
    }

    /** The composer works recursively, the event parser does not: depth is checked before anything is composed. */
    private static boolean isTooDeep(YamlSource source) {
        int depth = 0;
        for (Event event : new Parse(settings(source)).parseString(source.file().text())) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                int offset = source.offset(event.getStartMark());
                source.error(Span.at(offset), "yaml", "nested deeper than " + DEEPEST + " levels", null);
                return true;
            }
        }
        return false;
    }

    private static LoadSettings settings(YamlSource source) {
        return LoadSettings.builder()
                .setLabel(source.file().name())
                .setCodePointLimit(LARGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(true)
                .build();
    }

    private static String stem(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
