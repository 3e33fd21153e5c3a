package dev.strata.rulegen.cli;

/** Definitions for one service, to begin with. */
final class StarterText {
    private static final String TEXT = """
            # yaml-language-server: $schema=../../docs/schema/strata-v1.schema.json
            # Objectives and alerts of @service@. The metrics are those of Micrometer; put yours in their place.
            apiVersion: strata/v1
            kind: Slo
            metadata: { name: @service@-availability, layer: application, namespace: @namespace@, service: @service@, team: @team@, tier: critical }
            sli: availability
            objective: 99.9%
            events:
              total: http_server_requests_seconds_count{namespace="@namespace@", service="@service@"}
              bad: http_server_requests_seconds_count{namespace="@namespace@", service="@service@", outcome="SERVER_ERROR"}
            dependsOn:
              - { kind: Deployment, name: @service@ }
            floor: 600
            ---
            apiVersion: strata/v1
            kind: Slo
            metadata: { name: @service@-latency, layer: application, namespace: @namespace@, service: @service@, team: @team@, tier: critical }
            sli: latency
            objective: 99%
            latency: { histogram: 'http_server_requests_seconds{namespace="@namespace@", service="@service@"}', within: 500ms }
            dependsOn:
              - { kind: Deployment, name: @service@ }
            floor: 600
            ---
            apiVersion: strata/v1
            kind: AlertPack
            metadata: { name: @service@, layer: application, team: @team@, tier: critical }
            alerts:
              - name: @prefix@BudgetBurn
                severity: critical
                summary: "${slo.name} burns its budget"
                description: "Too many requests of ${slo.service} miss the objective of ${slo.objective}."
                impact: "Users of ${slo.service} see errors or wait."
                firstAction: "Look at the last rollout and at what the service calls; roll back first, look for the cause later."
                condition: { burnRate: { slo: "@service@-*" } }
                for: 2m
              - name: @prefix@SlowBurn
                severity: warning
                summary: "${slo.name} will miss its objective"
                description: "At this pace the budget of ${slo.period} is spent too early."
                impact: "The objective of ${slo.objective} will be missed."
                firstAction: "Find the route with most errors and plan the repair."
                condition: { burnRate: { slo: "@service@-*" } }
                for: 15m
                inhibitedBy: [@prefix@BudgetBurn]
              - name: @prefix@Down
                severity: critical
                summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has no replica"
                description: "No replica of {{ $labels.deployment }} is available."
                impact: "The service is down."
                firstAction: "Look at the events of its pods; roll back if there was a rollout."
                condition: { threshold: { metric: 'kube_deployment_status_replicas_available{namespace="@namespace@", deployment="@service@"}', by: [namespace, deployment], below: 1 } }
                for: 2m
                keepFiringFor: 5m
              - name: @prefix@Silent
                severity: critical
                role: blindness
                summary: "nothing is heard of {{ $labels.service }}"
                description: "The metrics of {{ $labels.service }} are gone; whether it works is not known."
                impact: "Errors of the service would go unnoticed."
                firstAction: "See whether its pods run and are scraped."
                condition: { absence: { metric: 'http_server_requests_seconds_count{namespace="@namespace@", service="@service@"}', within: 6h, by: [namespace, service] } }
                for: 3m
                keepFiringFor: 5m
            """;

    private StarterText() {}

    static String of(String service, String namespace, String team) {
        var prefix = new StringBuilder();
        for (String word : service.split("-", -1)) {
            prefix.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return TEXT.replace("@prefix@", prefix)
                .replace("@service@", service)
                .replace("@namespace@", namespace)
                .replace("@team@", team);
    }
}
