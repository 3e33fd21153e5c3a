package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.AlertDefinition.AlertRelations;
import dev.strata.rulegen.definition.AlertDefinition.AlertTiming;
import dev.strata.rulegen.definition.AlertExample;
import dev.strata.rulegen.definition.AlertOwner;
import dev.strata.rulegen.definition.AlertPack;
import dev.strata.rulegen.definition.AlertRole;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.AlertText;
import dev.strata.rulegen.definition.Suppression;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind AlertPack. */
final class AlertReader {
    private static final List<String> LAYERS =
            Arrays.stream(Layer.values()).map(Layer::id).toList();

    private static final List<String> GIVEN =
            List.of("alertname", "severity", "layer", "role", "team", "tier", "cluster", "override");

    private final MappingReader document;
    private final @Nullable Located<Layer> layer;
    private final @Nullable Located<String> team;
    private final @Nullable Located<Tier> tier;
    private final @Nullable Located<String> name;

    private AlertReader(MappingReader document, MappingReader metadata) {
        this.document = document;
        this.name = metadata.requiredText("name");
        this.layer = metadata.word("layer", Layer::byId, LAYERS);
        this.team = metadata.text("team");
        this.tier = metadata.word("tier", Tier::byId, Tier.ids());
        metadata.close();
    }

    static @Nullable AlertPack read(MappingReader document) {
        MappingReader metadata = document.requiredMapping("metadata", "\"metadata\"");
        if (metadata == null) {
            return null;
        }
        return new AlertReader(document, metadata).pack();
    }

    private @Nullable AlertPack pack() {
        if (!document.has("alerts")) {
            document.missing("alerts");
        }
        var alerts = new ArrayList<AlertDefinition>();
        for (MappingReader reader : document.mappings("alerts", "an alert")) {
            AlertDefinition alert = alert(reader);
            reader.close();
            if (alert != null) {
                alerts.add(alert);
            }
        }
        document.close();
        return name == null ? null : new AlertPack(name, alerts);
    }

    private @Nullable AlertDefinition alert(MappingReader reader) {
        Located<String> alertName = name(reader);
        AlertOwner owner = owner(reader);
        AlertText text = text(reader);
        AlertTiming timing = timing(reader);
        var relations = new AlertRelations(reader.words("replaces"), reader.texts("inhibitedBy"));
        MappingReader conditionReader = reader.requiredMapping("condition", "\"condition\"");
        AlertCondition condition = conditionReader == null ? null : ConditionReader.read(conditionReader);
        List<AlertExample> examples = TestReader.alerts(reader);
        List<Suppression> suppressions = SuppressionReader.read(reader);
        SortedMap<String, String> labels = labels(reader);
        if (alertName == null || owner == null || text == null || condition == null) {
            return null;
        }
        return new AlertDefinition(
                alertName, owner, text, condition, timing, relations, examples, suppressions, labels);
    }

    private static SortedMap<String, String> labels(MappingReader reader) {
        SortedMap<String, String> labels = TestReader.labels(reader, "labels");
        for (String label : labels.keySet()) {
            boolean given = GIVEN.contains(label);
            if (given || !label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                String message = given
                        ? "the label \"" + label + "\" is set by rulegen"
                        : "found \"" + label + "\", expected the name of a label";
                String hint = given ? "use the key of the alert, such as \"team\"" : null;
                reader.source().error(reader.keySpan("labels"), "bad-label", message, hint);
            }
        }
        return labels;
    }

    private static @Nullable Located<String> name(MappingReader reader) {
        Located<String> name = reader.requiredText("name");
        if (name != null && !name.value().matches("[A-Z][A-Za-z0-9]*")) {
            reader.source()
                    .error(
                            name.span(),
                            "bad-name",
                            "found \"" + name.value() + "\", expected a name in CamelCase",
                            "begin with the subject, such as NodeNotReady");
            return null;
        }
        return name;
    }

    private @Nullable AlertOwner owner(MappingReader reader) {
        Located<AlertSeverity> severity = reader.requiredWord("severity", AlertSeverity::byId, AlertSeverity.ids());
        Located<AlertRole> role = reader.word("role", AlertRole::byId, AlertRole.ids());
        Located<Layer> ownLayer = orPack(reader.word("layer", Layer::byId, LAYERS), layer, reader, "layer");
        Located<String> ownTeam = orPack(reader.text("team"), team, reader, "team");
        Located<Tier> ownTier = orPack(reader.word("tier", Tier::byId, Tier.ids()), tier, reader, "tier");
        boolean broken = reader.has("role") && role == null;
        if (severity == null || ownLayer == null || ownTeam == null || ownTier == null || broken) {
            return null;
        }
        AlertRole ownRole = role == null ? AlertRole.SYMPTOM : role.value();
        return new AlertOwner(severity.value(), ownLayer.value(), ownRole, ownTeam.value(), ownTier.value());
    }

    private static <T> @Nullable Located<T> orPack(
            @Nullable Located<T> own, @Nullable Located<T> pack, MappingReader reader, String key) {
        if (own != null) {
            return own;
        }
        if (pack == null && !reader.has(key)) {
            reader.source()
                    .error(
                            reader.place(),
                            "missing-key",
                            "an alert needs the key \"" + key + "\", here or in the metadata of its pack",
                            null);
        }
        return pack;
    }

    private static @Nullable AlertText text(MappingReader reader) {
        Located<String> summary = reader.requiredText("summary");
        Located<String> description = reader.requiredText("description");
        Located<String> impact = reader.requiredText("impact");
        String firstAction = reader.textOr("firstAction", "");
        if (summary == null || description == null || impact == null) {
            return null;
        }
        return new AlertText(stripped(summary), stripped(description), stripped(impact), firstAction.strip());
    }

    private static Located<String> stripped(Located<String> text) {
        return new Located<>(text.value().strip(), text.file(), text.span());
    }

    private static AlertTiming timing(MappingReader reader) {
        Located<Duration> holdFor = reader.duration("for");
        Located<Duration> keep = reader.duration("keepFiringFor");
        Located<Duration> none = new Located<>(Duration.ZERO, reader.source().file(), reader.place());
        return new AlertTiming(holdFor == null ? none : holdFor, keep == null ? Duration.ZERO : keep.value());
    }
}
