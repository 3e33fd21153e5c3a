package dev.strata.rulegen.builder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.catalog.Layer;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.definition.yaml.DefinitionReader;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pack of alerts. */
public final class PackBuilder {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String name;
    private final Keys metadata = new Keys();
    private final List<Map<String, Object>> alerts = new ArrayList<>();

    private PackBuilder(String name) {
        this.name = name;
        metadata.with("name", name);
    }

    public static PackBuilder named(String name) {
        return new PackBuilder(name);
    }

    public PackBuilder layer(Layer layer) {
        metadata.with("layer", layer.id());
        return this;
    }

    public PackBuilder team(String team) {
        metadata.with("team", team);
        return this;
    }

    public PackBuilder tier(Tier tier) {
        metadata.with("tier", tier.id());
        return this;
    }

    public PackBuilder alert(AlertBuilder alert) {
        alerts.add(alert.values());
        return this;
    }

    /** The definition as YAML, which may be written to a file beside others. */
    public String yaml() {
        Keys document = new Keys()
                .with("apiVersion", "strata/v1")
                .with("kind", "AlertPack")
                .with("metadata", metadata)
                .with("alerts", alerts);
        try {
            return YAML.writeValueAsString(document.values());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value that YAML cannot say: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads it as a file of this name would be read; places in diagnostics are those of {@link #yaml()}. */
    public Definitions read(Diagnostics diagnostics) {
        return new DefinitionReader(diagnostics).read(List.of(SourceFile.of(name + ".yaml", yaml())));
    }
}
