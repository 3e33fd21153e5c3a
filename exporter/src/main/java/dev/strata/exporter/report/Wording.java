package dev.strata.exporter.report;

import dev.strata.catalog.DiagnosticLayer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.signal.SignalReading.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How findings are put into words, the same on the terminal, in the API and on the board. */
final class Wording {

    private Wording() {}

    static Signal signal(FindingId id) {
        return Signals.byId(id.signal())
                .orElseThrow(() -> new IllegalStateException("finding of an unknown signal " + id.signal()));
    }

    /** What is wrong with whom, in one line. */
    static String headline(Finding finding) {
        return finding.id().subject() + ": " + signal(finding.id()).title();
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
        return "since " + clock(finding.since()) + " (" + age(Duration.between(finding.since(), now)) + ")";
    }

    static String clock(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    /** A length of time as people say it: two units at most. */
    static String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }

    /** Slugs as words. */
    static String words(String slug) {
        return slug.replace('_', ' ');
    }

    static String reasons(Finding finding) {
        return finding.reasons().stream().map(Wording::words).collect(Collectors.joining(", "));
    }

    /** A number with the unit that its name ends in. */
    static String evidence(Evidence evidence) {
        String name = evidence.name();
        if (name.endsWith("_seconds")) {
            return words(name.substring(0, name.length() - 8)) + " " + seconds(evidence.value());
        }
        if (name.endsWith("_ratio") && name.contains("burn")) {
            return words(name.substring(0, name.length() - 6)) + " " + number(evidence.value()) + " times the budget";
        }
        if (name.endsWith("_ratio")) {
            return words(name.substring(0, name.length() - 6)) + " " + number(evidence.value() * 100) + " %";
        }
        if (name.endsWith("_bytes")) {
            return words(name.substring(0, name.length() - 6)) + " " + number(evidence.value() / (1 << 20)) + " MiB";
        }
        return words(name) + " " + number(evidence.value());
    }

    private static String seconds(double value) {
        return value < 1 ? number(value * 1000) + " ms" : number(value) + " s";
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        String text = String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3g" : "%.1f", value);
        return text.contains(".") && !text.contains("e")
                ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
                : text;
    }

    static String layer(DiagnosticLayer layer) {
        return layer.id();
    }

    /** Commands that confirm the finding, with the right names; empty for subjects that are no objects. */
    static List<String> confirm(Finding finding) {
        ObjectKey subject = finding.id().subject();
        var commands = new ArrayList<String>();
        String in = subject.namespace().isEmpty() ? "" : " -n " + subject.namespace();
        switch (subject.kind()) {
            case "Slo", "Cluster", "ExternalService" -> commands.addAll(queries(finding));
            case "Node" -> {
                commands.add("kubectl describe node " + subject.name());
                commands.add("kubectl get pods -A --field-selector spec.nodeName=" + subject.name());
            }
            case "Service" -> {
                commands.add("kubectl" + in + " get endpointslices -l kubernetes.io/service-name=" + subject.name());
                commands.add("kubectl" + in + " describe service " + subject.name());
            }
            default -> {
                commands.add("kubectl" + in + " describe " + resource(subject.kind()) + " " + subject.name());
                commands.add("kubectl" + in + " get events --field-selector involvedObject.name=" + subject.name());
            }
        }
        finding.affected().stream()
                .filter(key -> key.kind().equals("Pod"))
                .findFirst()
                .ifPresent(pod -> commands.add(podCommand(finding, pod)));
        return commands;
    }

    private static String podCommand(Finding finding, ObjectKey pod) {
        String prefix = "kubectl -n " + pod.namespace();
        return finding.id().signal().equals(Signals.POD_CRASHLOOP.id())
                ? prefix + " logs --previous --tail=20 " + pod.name()
                : prefix + " describe pod " + pod.name();
    }

    private static List<String> queries(Finding finding) {
        ObjectKey subject = finding.id().subject();
        return subject.kind().equals("Slo")
                ? List.of("promql: {__name__=~\"slo:bad_per_total:ratio_rate.+\",slo=\"" + subject.name() + "\"}")
                : List.of();
    }

    private static String resource(String kind) {
        return kind.equals("HorizontalPodAutoscaler") ? "hpa" : kind.toLowerCase(Locale.ROOT);
    }
}
