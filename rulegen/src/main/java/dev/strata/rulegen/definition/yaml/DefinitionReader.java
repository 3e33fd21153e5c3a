package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertPack;
import dev.strata.rulegen.definition.DashboardDefinition;
import dev.strata.rulegen.definition.DefinitionFile;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Definitions.House;
import dev.strata.rulegen.definition.Patch;
import dev.strata.rulegen.definition.PlannedEvent;
import dev.strata.rulegen.definition.Policy;
import dev.strata.rulegen.definition.RecordingPack;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.definition.Tenancy;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads definition files; everything that is wrong in any of them ends in the diagnostics. */
public final class DefinitionReader {
    private static final String VERSION = "strata/v1";
    private static final List<String> KINDS = List.of(
            "AlertPack",
            "Slo",
            "RecordingRules",
            "Dashboard",
            "Targets",
            "Tenancy",
            "Overrides",
            "PlannedEvent",
            "Policy");
    private static final int LARGEST = 3 * 1024 * 1024;

    private final Diagnostics diagnostics;
    private final List<DefinitionFile> files = new ArrayList<>();
    private @Nullable Located<Targets> targets;
    private @Nullable Located<Tenancy> tenancy;
    private final List<Patch> overrides = new ArrayList<>();
    private final List<PlannedEvent> events = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();

    public DefinitionReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** All files, in the given order. What is broken is left out of the result and reported. */
    public Definitions read(List<SourceFile> sources) {
        for (SourceFile file : sources) {
            read(file);
        }
        Tenancy whose = tenancy == null ? null : tenancy.value();
        var house = new House(whose, overrides, events, policies);
        return new Definitions(files, targets == null ? Targets.DEFAULT : targets.value(), house);
    }

    private void read(SourceFile file) {
        var source = new YamlSource(file, diagnostics);
        var found = new Found();
        List<Node> documents = YamlDocuments.of(source, LARGEST);
        for (Node node : documents) {
            MappingReader document = MappingReader.of(source, node, "a definition");
            if (document != null) {
                read(document, found);
            }
        }
        if (documents.isEmpty() && !diagnostics.hasErrors()) {
            String hint = "begin with apiVersion: " + VERSION + " and a kind, one of " + String.join(", ", KINDS);
            source.error(Span.at(0), "empty", "the file holds no definition", hint);
        }
        files.add(new DefinitionFile(
                file, stem(file.name()), found.packs, found.slos, found.recordings, found.dashboards));
    }

    /** What the documents of one file define for themselves. */
    private static final class Found {
        private final List<AlertPack> packs = new ArrayList<>();
        private final List<SloDefinition> slos = new ArrayList<>();
        private final List<RecordingPack> recordings = new ArrayList<>();
        private final List<DashboardDefinition> dashboards = new ArrayList<>();
    }

    private void read(MappingReader document, Found found) {
        Located<String> version = document.requiredText("apiVersion");
        if (version != null && !version.value().equals(VERSION)) {
            String message = "found \"" + version.value() + "\", expected \"" + VERSION + "\"";
            document.source().error(version.span(), "bad-version", message, null);
        }
        Located<String> kind = document.requiredWord("kind", DefinitionReader::kind, KINDS);
        if (kind == null) {
            if (!document.has("kind")) {
                document.close();
            }
            return;
        }
        switch (kind.value()) {
            case "AlertPack" -> Optional.ofNullable(AlertReader.read(document)).ifPresent(found.packs::add);
            case "Slo" -> Optional.ofNullable(SloReader.read(document)).ifPresent(found.slos::add);
            case "RecordingRules" ->
                Optional.ofNullable(RecordingReader.read(document)).ifPresent(found.recordings::add);
            case "Dashboard" ->
                Optional.ofNullable(DashboardReader.read(document)).ifPresent(found.dashboards::add);
            case "Overrides" -> overrides.addAll(OverridesReader.read(document));
            case "PlannedEvent" ->
                Optional.ofNullable(EventReader.read(document)).ifPresent(events::add);
            case "Policy" -> Optional.ofNullable(PolicyReader.read(document)).ifPresent(policies::add);
            case "Tenancy" -> readTenancy(document, kind);
            default -> readTargets(document, kind);
        }
    }

    private static Optional<String> kind(String word) {
        return KINDS.contains(word) ? Optional.of(word) : Optional.empty();
    }

    private void readTenancy(MappingReader document, Located<String> kind) {
        Tenancy read = TenancyReader.read(document);
        if (tenancy != null) {
            String message = "a run has one definition of the kind Tenancy, another one stands in "
                    + tenancy.file().name();
            document.source().error(kind.span(), "second-tenancy", message, null);
        } else if (read != null) {
            tenancy = new Located<>(read, kind.file(), kind.span());
        }
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

    private static String stem(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
