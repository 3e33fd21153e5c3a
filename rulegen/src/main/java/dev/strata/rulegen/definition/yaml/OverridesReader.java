package dev.strata.rulegen.definition.yaml;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Patch;
import dev.strata.rulegen.definition.Patch.Change;
import dev.strata.rulegen.definition.Patch.Kind;
import dev.strata.rulegen.definition.Patch.Scope;
import dev.strata.rulegen.definition.Patch.Subject;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Located;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Overrides. */
final class OverridesReader {
    private static final List<String> KEYS =
            Arrays.stream(Kind.values()).map(Kind::key).toList();

    /** What each kind of subject can be told. */
    private static final Map<Kind, List<String>> CHANGES = Map.of(
            Kind.ALERT, List.of("threshold", "for", "keepFiringFor", "severity", "team"),
            Kind.SIGNAL, List.of("for", "keepFiringFor", "thresholds"),
            Kind.SLO, List.of("objective", "team"));

    private OverridesReader() {}

    static List<Patch> read(MappingReader document) {
        Names.skip(document);
        if (!document.has("patches")) {
            document.missing("patches");
        }
        var patches = new ArrayList<Patch>();
        for (MappingReader reader : document.mappings("patches", "a patch")) {
            Patch patch = patch(reader);
            reader.close();
            if (patch != null) {
                patches.add(patch);
            }
        }
        document.close();
        return patches;
    }

    private static @Nullable Patch patch(MappingReader reader) {
        Subject subject = subject(reader);
        Scope scope = scope(reader);
        Located<String> reason = reader.requiredText("reason");
        Located<LocalDate> until = reader.requiredDate("until");
        boolean disable = reader.yes("disable", false);
        MappingReader set = reader.mapping("set", "\"set\"");
        boolean broken = reader.has("set") && set == null;
        if (subject == null) {
            return null;
        }
        Change change = set == null ? none(disable) : change(subject.kind(), disable, set);
        if (!disable && set == null && !broken) {
            reader.source()
                    .error(
                            reader.place(),
                            "empty-patch",
                            "the patch changes nothing",
                            "write \"set\" or \"disable: true\"");
            return null;
        }
        if (disable && set != null) {
            String message = "what is disabled needs no \"set\"";
            reader.source().error(reader.keySpan("set"), "empty-patch", message, "remove one of the two");
            return null;
        }
        if (scope == null || reason == null || until == null || change == null || broken) {
            return null;
        }
        return new Patch(subject, scope, change, reason.value(), until);
    }

    private static @Nullable Subject subject(MappingReader reader) {
        List<String> written = KEYS.stream().filter(reader::has).toList();
        if (written.size() != 1) {
            String found = written.isEmpty() ? "none" : String.join(" and ", written);
            String message = "found " + found + ", expected exactly one of " + String.join(", ", KEYS);
            reader.source().error(reader.place(), "patch-subject", message, null);
            return null;
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.key().equals(written.get(0)))
                .findFirst()
                .orElseThrow();
        Located<String> name = reader.requiredText(kind.key());
        if (name != null && kind == Kind.SIGNAL && Signals.byId(name.value()).isEmpty()) {
            List<String> ids = Signals.ALL.stream().map(Signal::id).toList();
            reader.source().unknownWord(name.span(), "unknown-signal", "signal", name.value(), ids);
            return null;
        }
        return name == null ? null : new Subject(kind, name);
    }

    private static @Nullable Scope scope(MappingReader reader) {
        MappingReader where = reader.mapping("where", "\"where\"");
        if (where == null) {
            return reader.has("where") ? null : new Scope(null, List.of());
        }
        Located<Tier> tier = where.word("tier", Tier::byId, Tier.ids());
        boolean broken = where.has("tier") && tier == null;
        List<Located<String>> namespaces = TenancyReader.namespaces(where, "namespace");
        broken |= where.has("namespace") && namespaces.isEmpty();
        where.close();
        if (tier == null && namespaces.isEmpty() && !broken) {
            reader.source()
                    .error(
                            where.place(),
                            "patch-scope",
                            "\"where\" names neither tier nor namespace",
                            "leave it out for everywhere");
            return null;
        }
        if (tier != null && !namespaces.isEmpty()) {
            reader.source()
                    .error(where.place(), "patch-scope", "\"where\" names tier and namespace", "write two patches");
            return null;
        }
        if (broken) {
            return null;
        }
        return new Scope(
                tier == null ? null : tier.value(),
                namespaces.stream().map(Located::value).toList());
    }

    private static Change none(boolean disable) {
        return new Change(disable, null, null, null, null, null, null, new TreeMap<>());
    }

    private static @Nullable Change change(Kind kind, boolean disable, MappingReader set) {
        List<String> can = CHANGES.getOrDefault(kind, List.of());
        boolean broken = false;
        for (String key : set.written()) {
            boolean elsewhere = CHANGES.values().stream().anyMatch(keys -> keys.contains(key));
            if (elsewhere && !can.contains(key)) {
                String message = "a patch of the kind " + kind.key() + " cannot set \"" + key + "\"";
                set.source().error(set.keySpan(key), "patch-key", message, "it can set " + String.join(", ", can));
                broken = true;
                set.has(key);
            }
        }
        Located<Quantity> threshold = can.contains("threshold") ? set.quantity("threshold") : null;
        Located<Duration> holdFor = can.contains("for") ? set.duration("for") : null;
        Located<Duration> keep = can.contains("keepFiringFor") ? set.duration("keepFiringFor") : null;
        Located<AlertSeverity> severity =
                can.contains("severity") ? set.word("severity", AlertSeverity::byId, AlertSeverity.ids()) : null;
        Located<String> team = can.contains("team") && set.has("team") ? set.requiredText("team") : null;
        Located<Quantity> objective =
                can.contains("objective") && set.has("objective") ? SloReader.objective(set) : null;
        SortedMap<String, String> thresholds =
                can.contains("thresholds") ? TestReader.labels(set, "thresholds") : new TreeMap<>();
        set.close();
        if (set.written().isEmpty()) {
            set.source()
                    .error(
                            set.place(),
                            "empty-patch",
                            "the patch changes nothing",
                            "it can set " + String.join(", ", can));
            return null;
        }
        if (broken) {
            return null;
        }
        return new Change(disable, threshold, holdFor, keep, severity, team, objective, thresholds);
    }
}
