package dev.strata.rulegen.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that one run compiles, files in the order of their names. */
public record Definitions(List<DefinitionFile> files, Targets targets, House house) {
    public Definitions {
        files = List.copyOf(files);
    }

    /** What one installation adds to the definitions of others; no tenancy means that owners stand in the definitions. */
    public record House(
            @Nullable Tenancy tenancy, List<Patch> overrides, List<PlannedEvent> events, List<Policy> policies) {
        /** Nothing of it. */
        public static final House NONE = new House(null, List.of(), List.of(), List.of());

        public House {
            overrides = List.copyOf(overrides);
            events = List.copyOf(events);
            policies = List.copyOf(policies);
        }
    }

    public List<AlertDefinition> alerts() {
        return files.stream()
                .flatMap(file -> file.packs().stream())
                .flatMap(pack -> pack.alerts().stream())
                .toList();
    }

    public List<SloDefinition> slos() {
        return files.stream().flatMap(file -> file.slos().stream()).toList();
    }

    public List<DashboardDefinition> dashboards() {
        return files.stream().flatMap(file -> file.dashboards().stream()).toList();
    }
}
