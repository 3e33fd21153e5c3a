package dev.strata.rulegen.definition;

import dev.strata.rulegen.diagnostic.SourceFile;
import java.util.List;

/**
 * The definitions of one file.
 *
 * @param stem the file's name without folder and suffix; names the files that are generated from it
 */
public record DefinitionFile(
        SourceFile source,
        String stem,
        List<AlertPack> packs,
        List<SloDefinition> slos,
        List<RecordingPack> recordings,
        List<DashboardDefinition> dashboards) {
    public DefinitionFile {
        packs = List.copyOf(packs);
        slos = List.copyOf(slos);
        recordings = List.copyOf(recordings);
        dashboards = List.copyOf(dashboards);
    }
}
