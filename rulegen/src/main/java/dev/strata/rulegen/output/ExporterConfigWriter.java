package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.definition.Definitions.House;
import dev.strata.rulegen.definition.Patch;
import dev.strata.rulegen.definition.Patch.Change;
import dev.strata.rulegen.definition.Patch.Kind;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Tenancy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What overrides of signals mean for the exporter. */
final class ExporterConfigWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ExporterConfigWriter() {}

    /** None where no override is about a signal. */
    static List<OutputFile> write(House house) {
        List<Patch> patches = house.overrides().stream()
                .filter(patch -> patch.subject().kind() == Kind.SIGNAL)
                .toList();
        if (patches.isEmpty()) {
            return List.of();
        }
        ObjectNode root = JSON.objectNode();
        ObjectNode signals = JSON.objectNode();
        ArrayNode overrides = JSON.arrayNode();
        ArrayNode ignore = JSON.arrayNode();
        for (Patch patch : patches) {
            String signal = patch.subject().name().value();
            List<String> namespaces = namespaces(patch, house.tenancy());
            if (patch.scope().isEverywhere()) {
                signals.set(signal, changes(patch.change()));
            } else if (patch.change().disable()) {
                ObjectNode entry = ignore.addObject();
                entry.putArray("signals").add(signal);
                namespaces.forEach(entry.putArray("namespaces")::add);
                entry.put("reason", patch.reason());
                entry.put("until", patch.until().value().toString());
            } else {
                ObjectNode entry = overrides.addObject();
                namespaces.forEach(entry.putArray("namespaces")::add);
                entry.putObject("signals").set(signal, changes(patch.change()));
            }
        }
        put(root, "signals", signals.isEmpty() ? null : signals);
        put(root, "overrides", overrides.isEmpty() ? null : overrides);
        put(root, "ignore", ignore.isEmpty() ? null : ignore);
        String comment = Outputs.MARK + " from the overrides in rules/definitions; for strata-exporter --config.file.";
        return List.of(new OutputFile(RuleWriter.FOLDER + "strata-exporter.config.yaml", YamlText.of(comment, root)));
    }

    private static void put(ObjectNode root, String key, @Nullable JsonNode node) {
        if (node != null) {
            root.set(key, node);
        }
    }

    private static ObjectNode changes(Change change) {
        ObjectNode node = JSON.objectNode();
        if (change.disable()) {
            node.put("enabled", false);
        }
        if (change.holdFor() != null) {
            node.put("for", PromTime.text(change.holdFor().value()));
        }
        if (change.keepFiringFor() != null) {
            node.put("keepFiring", PromTime.text(change.keepFiringFor().value()));
        }
        if (!change.thresholds().isEmpty()) {
            ObjectNode thresholds = node.putObject("thresholds");
            change.thresholds().forEach((name, value) -> {
                if (value.matches("-?\\d+(\\.\\d+)?")) {
                    thresholds.put(name, new BigDecimal(value));
                } else {
                    thresholds.put(name, value);
                }
            });
        }
        return node;
    }

    private static List<String> namespaces(Patch patch, @Nullable Tenancy tenancy) {
        if (patch.scope().tier() == null || tenancy == null) {
            return patch.scope().namespaces();
        }
        var namespaces = new ArrayList<String>();
        tenancy.tenants().stream()
                .filter(tenant ->
                        Objects.equals(tenant.owner().tier(), patch.scope().tier()))
                .forEach(tenant -> namespaces.addAll(tenant.namespaces()));
        return namespaces;
    }
}
