package dev.strata.rulegen.definition;

import java.util.List;

/** Everything that one run compiles, files in the order of their names. */
public record Definitions(List<DefinitionFile> files, Targets targets) {
    public Definitions {
        files = List.copyOf(files);
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
}
