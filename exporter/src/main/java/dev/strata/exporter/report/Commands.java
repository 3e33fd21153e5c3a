package dev.strata.exporter.report;

import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Commands that confirm a finding, to be pasted into a POSIX shell. Names come from a cluster or a recording and may say
 * anything: every word is quoted, and what cannot be a name gets no command at all.
 */
final class Commands {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/=,@%+-]+");
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private static final int MOST_POLICIES = 3;

    private Commands() {}

    /** With the right names; empty for subjects that no command can reach. */
    static List<String> confirm(Finding finding) {
        ObjectKey subject = finding.id().subject();
        if (!isName(subject.kind()) || !isName(subject.name()) || !isPlace(subject.namespace())) {
            return List.of();
        }
        var commands = new ArrayList<String>();
        switch (subject.kind()) {
            case "Slo" -> commands.add(objective(subject));
            case "ExternalHost" -> commands.addAll(outside(finding, subject));
            case "Cluster" -> commands.addAll(List.of("kubectl get --raw '/readyz?verbose'", "kubectl get nodes"));
            case "Node" -> commands.addAll(node(subject));
            case "Service" -> commands.addAll(service(subject));
            default -> commands.addAll(object(subject));
        }
        finding.affected().stream()
                .filter(key -> key.kind().equals("Pod") && !key.equals(subject))
                .filter(key -> isName(key.name()) && isName(key.namespace()))
                .findFirst()
                .ifPresent(pod -> commands.add(pod(finding, pod)));
        finding.affected().stream()
                .filter(key -> key.kind().equals("NetworkPolicy") && isName(key.name()) && isName(key.namespace()))
                .limit(MOST_POLICIES)
                .forEach(policy -> commands.add(kubectl(policy) + "describe networkpolicy " + quote(policy.name())));
        if (finding.id().signal().equals(Signals.DEPENDENCY_SLOW.id())) {
            commands.add(callLatency(subject));
        }
        return commands;
    }

    /** The word as a shell reads it back; in single quotes unless it needs none. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** No object can have another: a name that starts like an option, is empty, or holds what cannot be seen. */
    static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith("-") && Printable.isPrintable(text);
    }

    private static boolean isPlace(String namespace) {
        return namespace.isEmpty() || isName(namespace);
    }

    private static List<String> node(ObjectKey node) {
        return List.of(
                "kubectl describe node " + quote(node.name()),
                "kubectl get pods -A --field-selector " + quote("spec.nodeName=" + node.name()));
    }

    private static List<String> service(ObjectKey service) {
        return List.of(
                kubectl(service) + "get endpointslices -l " + quote("kubernetes.io/service-name=" + service.name()),
                kubectl(service) + "describe service " + quote(service.name()));
    }

    private static List<String> object(ObjectKey key) {
        return List.of(
                kubectl(key) + "describe " + quote(resource(key.kind())) + " " + quote(key.name()),
                kubectl(key) + "get events --field-selector " + quote("involvedObject.name=" + key.name()));
    }

    private static String pod(Finding finding, ObjectKey pod) {
        return finding.id().signal().equals(Signals.POD_CRASHLOOP.id())
                ? kubectl(pod) + "logs --previous --tail=20 " + quote(pod.name())
                : kubectl(pod) + "describe pod " + quote(pod.name());
    }

    /** A host that is no object: its name and its answer, as seen from a workload that calls it. */
    private static List<String> outside(Finding finding, ObjectKey host) {
        String from = caller(finding)
                .map(key -> kubectl(key) + "exec " + quote(resource(key.kind()) + "/" + key.name()) + " -- ")
                .orElse("");
        return List.of(
                from + "getent hosts " + quote(host.name()),
                from + "curl -sS -o /dev/null -m 10 -w '%{http_code} in %{time_total} s' "
                        + quote("https://" + host.name() + "/"));
    }

    private static Optional<ObjectKey> caller(Finding finding) {
        return finding.affected().stream()
                .filter(key -> WORKLOADS.contains(key.kind()) && isName(key.name()) && isName(key.namespace()))
                .findFirst();
    }

    private static String objective(ObjectKey slo) {
        return query("{__name__=~\"slo:bad_per_total:ratio_rate.+\",slo=\"" + literal(slo.name()) + "\"}");
    }

    /** Mean latency as the callers measure it; they may spell the host in full, with its port, or shortly. */
    private static String callLatency(ObjectKey called) {
        String more = called.kind().equals("Service") ? "([.:].*)?" : "(:[0-9]+)?";
        String name = "{client_name=~\"" + expression(called.name()) + more + "\"}[5m]";
        return query("sum by (namespace, service) (rate(http_client_requests_seconds_sum" + name
                + ")) / sum by (namespace, service) (rate(http_client_requests_seconds_count" + name + "))");
    }

    private static String query(String promql) {
        return "promtool query instant \"$PROMETHEUS_URL\" " + quote(promql);
    }

    /** The text within a double-quoted PromQL string. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** A regular expression for exactly this text, within a double-quoted PromQL string. */
    private static String expression(String text) {
        return literal(text.replaceAll("[\\p{Punct}&&[^_\"-]]", "\\\\$0"));
    }

    private static String kubectl(ObjectKey key) {
        return key.namespace().isEmpty() ? "kubectl " : "kubectl -n " + quote(key.namespace()) + " ";
    }

    private static String resource(String kind) {
        return kind.equals("HorizontalPodAutoscaler") ? "hpa" : kind.toLowerCase(Locale.ROOT);
    }
}
