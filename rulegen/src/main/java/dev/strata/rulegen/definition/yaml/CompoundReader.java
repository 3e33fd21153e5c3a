package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.diagnostic.Located;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a condition of the kind compound. */
final class CompoundReader {
    private final MappingReader reader;
    private boolean broken;

    private CompoundReader(MappingReader reader) {
        this.reader = reader;
    }

    static @Nullable Compound read(@Nullable MappingReader reader) {
        return reader == null ? null : new CompoundReader(reader).compound();
    }

    private @Nullable Compound compound() {
        boolean all = reader.has("all");
        if (all == reader.has("any")) {
            String found = all ? "found both \"all\" and \"any\"" : "found neither";
            error("expected one of all, any; " + found, null);
        }
        List<AlertCondition> parts = parts(all ? "all" : "any");
        List<AlertCondition> unless = parts("unless");
        List<String> on = reader.words("on");
        var place = new Located<>(on, reader.source().file(), reader.has("on") ? reader.keySpan("on") : reader.place());
        reader.close();
        if (parts.size() + unless.size() < 2 || parts.isEmpty()) {
            error("a compound needs two conditions or more", "one condition needs no compound");
        }
        Compound.Mode mode = all ? Compound.Mode.ALL : Compound.Mode.ANY;
        return broken ? null : new Compound(mode, parts, place, unless);
    }

    private List<AlertCondition> parts(String key) {
        var parts = new ArrayList<AlertCondition>();
        for (MappingReader part : reader.mappings(key, "a condition")) {
            AlertCondition condition = ConditionReader.read(part);
            part.close();
            broken |= condition == null;
            if (condition instanceof BurnRate || condition instanceof MissingSignals || condition instanceof Compound) {
                reader.source()
                        .error(part.place(), "compound", "this kind of condition cannot be a part of a compound", null);
                broken = true;
            } else if (condition != null) {
                parts.add(condition);
            }
        }
        return parts;
    }

    private void error(String message, @Nullable String hint) {
        if (!broken) {
            reader.source().error(reader.place(), "compound", message, hint);
        }
        broken = true;
    }
}
