package dev.strata.exporter.report;

import dev.strata.catalog.Input;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.inquiry.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How findings are put into words, the same on the terminal, in the API and on the board. */
final class Wording {

    private static final String UNRECORDED = ": not part of the recording";

    private Wording() {}

    static Signal signal(FindingId id) {
        return Signals.byId(id.signal())
                .orElseThrow(() -> new IllegalStateException("finding of an unknown signal " + id.signal()));
    }

    /** What is wrong with whom, in one line. */
    static String headline(Finding finding) {
        return subject(finding.id().subject()) + ": " + signal(finding.id()).title();
    }

    /** The headline of a root cause: also why, where the object itself says so. */
    static String heading(Finding finding) {
        String why = finding.reasons().stream()
                .limit(2)
                .map(Wording::words)
                .map(Printable::text)
                .collect(Collectors.joining(", "));
        return headline(finding) + (why.isEmpty() ? "" : " (" + why + ")");
    }

    /** An object as people name it; subjects that are no objects by what they are. */
    static String subject(ObjectKey key) {
        String kind = switch (key.kind()) {
            case "Slo" -> "SLO";
            case "ExternalHost" -> "External host";
            case "HorizontalPodAutoscaler" -> "HPA";
            default -> key.kind();
        };
        return Printable.text(new ObjectKey(kind, key.namespace(), key.name()).toString());
    }

    static String severity(Severity severity) {
        return switch (severity) {
            case INFORMATION -> "INFO";
            case WARNING -> "WARNING";
            case CRITICAL -> "CRITICAL";
        };
    }

    /** Since when, and how long that is. */
    static String since(Finding finding, Instant now) {
        if (!finding.sinceKnown()) {
            return "since before we began to look";
        }
        return "since " + clock(finding.since()) + " (" + Figures.age(Duration.between(finding.since(), now)) + ")";
    }

    static String clock(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    /** Slugs as words. */
    static String words(String slug) {
        return slug.replace('_', ' ');
    }

    static String reasons(Finding finding) {
        return finding.reasons().stream()
                .map(Wording::words)
                .map(Printable::text)
                .collect(Collectors.joining(", "));
    }

    /** What was changed in the last hour, newest first; many of a kind in the same minute are one line. */
    static List<String> changes(Diagnosis diagnosis) {
        Instant now = diagnosis.snapshot().at();
        return diagnosis.changes().stream()
                .collect(Collectors.groupingBy(Wording::together, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> {
                    Change newest = same.get(0);
                    String when =
                            clock(newest.at()) + " (" + Figures.age(Duration.between(newest.at(), now)) + " ago)  ";
                    return when + changed(newest) + (same.size() == 1 ? "" : ", and " + (same.size() - 1) + " more");
                })
                .toList();
    }

    private static String together(Change change) {
        return String.join(
                " ",
                change.at().truncatedTo(ChronoUnit.MINUTES).toString(),
                change.object().namespace(),
                change.object().kind(),
                change.change());
    }

    /** What was changed before a finding began. */
    static String changeBefore(Change change, Finding finding) {
        Duration lead = Duration.between(change.at(), finding.since());
        String when = lead.isNegative() ? "after" : "before";
        return changed(change) + ", " + Figures.age(lead.abs()) + " " + when + " this began";
    }

    private static String changed(Change change) {
        String what = switch (change.change()) {
            case "rollout" -> "rolled out anew";
            case "hpa_edit", "config_edit" -> "edited";
            case "node_join" -> "joined the cluster";
            default -> words(change.change());
        };
        return subject(change.object()) + " " + what + Differences.told(change);
    }

    /** How many root causes there are, old and new. */
    static String headline(Diagnosis diagnosis) {
        int news = diagnosis.cases().size();
        int old = diagnosis.chronic().size();
        if (news == 0 && old == 0) {
            return diagnosis.blind().isEmpty()
                    ? "Nothing is wrong that can be seen."
                    : "Nothing is wrong in what can be seen; not everything can be seen.";
        }
        String count = news == 0 ? "Nothing new" : news == 1 ? "1 root cause" : news + " root causes";
        return count + (old == 0 ? "" : ", " + old + " chronic");
    }

    /** What was asked about; empty for all. */
    static String scope(Scope scope) {
        String where = scope.namespace().isEmpty() ? "" : "namespace " + Printable.text(scope.namespace());
        String what = scope.workload().isEmpty() ? "" : "workload " + Printable.text(scope.workload());
        return what.isEmpty() || where.isEmpty() ? where + what : what + " in " + where;
    }

    /** What was asked about and what was left out for it; empty if nothing was. */
    static String narrowed(Diagnosis diagnosis) {
        if (diagnosis.scope().isAll()) {
            return "";
        }
        int outside = diagnosis.outside();
        return "only " + scope(diagnosis.scope())
                + (outside == 0 ? "" : "; " + outside + (outside == 1 ? " root cause" : " root causes") + " elsewhere");
    }

    /** One line a team of what stands for more than a week, most first. */
    static List<String> chronic(Diagnosis diagnosis) {
        Map<String, List<Case>> byTeam = diagnosis.chronic().stream()
                .collect(Collectors.groupingBy(one -> one.finding().owner().team(), TreeMap::new, Collectors.toList()));
        return byTeam.entrySet().stream()
                .sorted(Comparator.comparing(team -> -team.getValue().size()))
                .map(team -> (team.getKey().isEmpty() ? "no team" : "team " + Printable.text(team.getKey())) + ": "
                        + team.getValue().stream()
                                .map(one -> headline(one.finding()))
                                .collect(Collectors.joining("; ")))
                .toList();
    }

    /** What was silenced, why and until when. */
    static List<String> silenced(Diagnosis diagnosis) {
        return diagnosis.snapshot().silences().stream()
                .filter(silence -> diagnosis.scope().isAll()
                        || diagnosis.scope().covers(silence.finding().subject()))
                .map(silence -> subject(silence.finding().subject()) + ": "
                        + signal(silence.finding()).title() + ", until " + clock(silence.until()) + ": "
                        + Printable.text(silence.reason()))
                .toList();
    }

    /** Effects by how the cause leads to them; what is wrong with one object is one line. */
    static Map<String, List<String>> explained(List<Finding> effects) {
        var bySubject = new LinkedHashMap<String, Map<String, List<String>>>();
        for (Finding effect : effects) {
            String how = effect.causes().isEmpty()
                    ? ""
                    : Printable.text(effect.causes().get(0).mechanism());
            bySubject
                    .computeIfAbsent(how, any -> new LinkedHashMap<>())
                    .computeIfAbsent(subject(effect.id().subject()), any -> new ArrayList<>())
                    .add(signal(effect.id()).title());
        }
        var lines = new LinkedHashMap<String, List<String>>();
        bySubject.forEach((how, subjects) -> {
            var ofOne = new ArrayList<String>();
            subjects.forEach((subject, titles) ->
                    ofOne.add(subject + ": " + titles.stream().distinct().collect(Collectors.joining("; "))));
            lines.put(how, ofOne);
        });
        return lines;
    }

    /** What a root cause reaches, in one line; empty for one that stands alone. */
    static String scope(Case one) {
        int effects = one.effects().size();
        if (effects == 0) {
            return "";
        }
        List<String> business = one.business();
        return "explains " + effects + (effects == 1 ? " other finding" : " other findings")
                + (business.isEmpty() ? "" : "; touches the business: " + String.join(", ", business));
    }

    /** Where no cause is sure enough, the best that there are. */
    static String candidates(Finding finding) {
        return finding.causes().stream()
                .limit(2)
                .map(cause -> subject(cause.id().subject()) + ": "
                        + signal(cause.id()).title() + " (" + Figures.number(Math.rint(cause.confidence() * 100))
                        + " %)")
                .collect(Collectors.joining("; "));
    }

    /**
     * What cannot be judged, by why.
     *
     * @param most so many signals are named of each
     */
    static List<String> blind(Diagnosis diagnosis, int most) {
        var byReason = new TreeMap<String, Set<String>>();
        var unrecorded = new TreeSet<String>();
        var untold = new TreeSet<String>();
        for (SignalTally tally : diagnosis.blind()) {
            String why = Printable.text(tally.blind());
            if (why.endsWith(UNRECORDED)) {
                unrecorded.add(why.substring(0, why.length() - UNRECORDED.length()));
                untold.add(tally.signal().id());
            } else {
                byReason.computeIfAbsent(why, any -> new TreeSet<>())
                        .add(tally.signal().id());
            }
        }
        var lines = new ArrayList<String>();
        byReason.forEach((why, signals) -> lines.add(why + ": " + some(signals, most)));
        if (!unrecorded.isEmpty()) {
            lines.add("not part of what was given: " + String.join(", ", unrecorded) + ": " + some(untold, most));
        }
        String figures = withoutPrometheus(diagnosis);
        if (!figures.isEmpty()) {
            lines.add(figures);
        }
        return lines;
    }

    private static String some(Set<String> words, int most) {
        String shown = words.stream().limit(most).collect(Collectors.joining(", "));
        return words.size() <= most ? shown : shown + " and " + (words.size() - most) + " more signals";
    }

    /** What nobody looks at for want of a Prometheus; empty where one is asked. */
    static String withoutPrometheus(Diagnosis diagnosis) {
        List<SignalTally> need = diagnosis.snapshot().signals().stream()
                .filter(tally -> tally.signal().input() == Input.PROMETHEUS
                        && !tally.signal().experimental())
                .toList();
        if (need.isEmpty() || need.stream().anyMatch(SignalTally::enabled)) {
            return "";
        }
        return "No Prometheus is asked, so what needs figures is off: latency, objectives, dependencies, resource use.";
    }

    /** Severity, age, owner and the like, in the order of a sentence. */
    static List<String> facts(Case one, Instant now) {
        Finding finding = one.finding();
        var facts = new ArrayList<String>();
        facts.add(since(finding, now));
        if (!finding.owner().team().isEmpty()) {
            facts.add("team " + Printable.text(finding.owner().team()));
        }
        if (!finding.owner().tier().isEmpty() && finding.id().layer().compareTo(Layer.APPLICATION) >= 0) {
            facts.add("tier " + Printable.text(finding.owner().tier()));
        }
        if (finding.severity() != one.root().worst()) {
            facts.add("by itself " + severity(finding.severity()).toLowerCase(Locale.ROOT));
        }
        if (!one.root().alike().isEmpty()) {
            facts.add(one.root().alike().size() + " more alike");
        }
        if (finding.held()) {
            facts.add("last seen before its input was lost");
        }
        if (!one.effects().isEmpty()) {
            facts.add("confidence " + Figures.number(Math.rint(one.root().confidence() * 100)) + " %");
        }
        return facts;
    }
}
