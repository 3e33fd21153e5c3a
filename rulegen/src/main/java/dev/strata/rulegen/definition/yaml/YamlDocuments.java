package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the documents of a file as nodes, within limits that no honest file meets. */
final class YamlDocuments {
    private static final int DEEPEST = 60;
    private static final int MOST_ALIASES = 20;

    private YamlDocuments() {}

    /** Those that are not empty; what is no YAML is reported and ends the reading. */
    static List<Node> of(YamlSource source, int largest) {
        var nodes = new ArrayList<Node>();
        LoadSettings settings = settings(source, largest);
        try {
            if (!isTooDeep(source, settings)) {
                new Compose(settings).composeAllFromString(source.file().text()).forEach(nodes::add);
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
    private static boolean isTooDeep(YamlSource source, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(source.file().text())) {
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

    private static LoadSettings settings(YamlSource source, int largest) {
        return LoadSettings.builder()
                .setLabel(source.file().name())
                .setCodePointLimit(largest)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(true)
                .build();
    }
}
