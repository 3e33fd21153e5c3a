package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** What every application needs and none owns: names, ways in, certificates, volumes, autoscaling, monitoring. */
final class PlatformPage {
    private static final String COREDNS = "CoreDNS";
    private static final String INGRESS = "ingress-nginx";
    private static final String STATE_METRICS = "kube-state-metrics";

    private PlatformPage() {}

    static Dashboard page(AlertPanels alerts) {
        var layer = new LayerParts(Layer.PLATFORM);
        return Pages.page(
                Pages.of(Layer.PLATFORM),
                layer.title(),
                "Do names, ways in, certificates, volumes and monitoring work?",
                "now-6h",
                List.of(),
                layer.events(),
                Pages.rows(
                        layer.alerts(alerts),
                        tiles(layer),
                        Row.open(
                                "Alerts and causes",
                                Draft.all(layer.causes(), layer.explained(), layer.states(alerts))),
                        dns(),
                        ingress(),
                        volumes(),
                        certificates(),
                        autoscaling()));
    }

    private static Row tiles(LayerParts layer) {
        return Row.open(
                "Now",
                Draft.all(
                        layer.tile(4),
                        Draft.tile("dns-up", "DNS", "none")
                                .ask("max(up{$C,job=~\".*dns.*\"})", "up")
                                .says(
                                        "Whether any replica of the cluster's DNS answers Prometheus; the job's name contains dns.")
                                .styled(Looks.UP)
                                .from(COREDNS),
                        Draft.tile("ingress-errors", "Ingress errors", "percentunit")
                                .ask(
                                        "(sum(rate(nginx_ingress_controller_requests{$C,status=~\"5..\"}[$R])) or"
                                                + " sum(rate(nginx_ingress_controller_requests{$C}[$R])) * 0)"
                                                + " / sum(rate(nginx_ingress_controller_requests{$C}[$R]))",
                                        "5xx")
                                .says("Share of the requests from outside that end with a server error.")
                                .from(INGRESS)
                                .upTo(0.01, 0.05),
                        Draft.tile("certificate-days", "Next certificate", "d")
                                .ask(
                                        "(min(certmanager_certificate_expiration_timestamp_seconds{$C}) - time()) / 86400",
                                        "days")
                                .says("Days until the first certificate of the cluster ends.")
                                .from("cert-manager")
                                .atLeast(7, 21),
                        Draft.tile("claims-lost", "Claims not bound", "short")
                                .ask("sum(kube_persistentvolumeclaim_status_phase{$C,phase!=\"Bound\"})", "claims")
                                .says(
                                        "Volume claims that wait for a volume or have lost theirs; their pods do not start.")
                                .from(STATE_METRICS)
                                .upTo(1, 5),
                        Draft.tile("targets-down", "Targets down", "short")
                                .ask("count(up{$C} == 0) or count(up{$C}) * 0", "down")
                                .says("Targets that Prometheus cannot scrape now: what they would tell is not known.")
                                .empty("no targets at all")
                                .upTo(1, 5)
                                .link("Is the monitoring alive?", Pages.to(Pages.META))));
    }

    private static Row dns() {
        return Row.folded(
                "DNS",
                Draft.all(
                        Draft.series("dns-rate", "Lookups", "reqps")
                                .ask("sum by (cluster, type) (rate(coredns_dns_requests_total{$C}[$R]))", "{{type}}")
                                .says("Lookups that the cluster's DNS answers, by the type of the record asked for.")
                                .from(COREDNS),
                        Draft.series("dns-errors", "Failed lookups", "reqps")
                                .ask(
                                        "sum by (cluster, rcode) (rate(coredns_dns_responses_total{$C,rcode=~\"SERVFAIL|REFUSED\"}[$R]))",
                                        "{{rcode}}")
                                .says("Lookups that DNS itself failed; a name that does not exist is not counted.")
                                .from(COREDNS)
                                .empty("no failures, or no data from " + COREDNS),
                        Draft.series("dns-latency", "Time of a lookup, p99", "s")
                                .ask(
                                        "histogram_quantile(0.99, sum by (cluster, le)"
                                                + " (rate(coredns_dns_request_duration_seconds_bucket{$C}[$R])))",
                                        "p99")
                                .says(
                                        "The slowest hundredth of the lookups; clients give up after five seconds and ask again.")
                                .from(COREDNS)
                                .upTo(0.1, 1)));
    }

    private static Row ingress() {
        return Row.folded(
                "Ingress",
                Draft.all(
                        Draft.series("ingress-rate", "Requests by ingress", "reqps")
                                .ask(
                                        "sum by (cluster, namespace, exported_namespace, ingress) (rate(nginx_ingress_controller_requests{$C}[$R]))",
                                        "{{ingress}}")
                                .says("Requests from outside by the ingress that leads them in.")
                                .from(INGRESS),
                        Draft.series("ingress-codes", "Errors by ingress", "percentunit")
                                .ask(
                                        "sum by (cluster, ingress) (rate(nginx_ingress_controller_requests{$C,status=~\"5..\"}[$R]))"
                                                + " / sum by (cluster, ingress) (rate(nginx_ingress_controller_requests{$C}[$R]))",
                                        "{{ingress}}")
                                .says("Share of the requests of each ingress that end with a server error.")
                                .from(INGRESS)
                                .empty("no errors, or no data from " + INGRESS)
                                .upTo(0.01, 0.05),
                        Draft.series("ingress-latency", "Time of a request, p95", "s")
                                .ask(
                                        "histogram_quantile(0.95, sum by (cluster, ingress, le)"
                                                + " (rate(nginx_ingress_controller_request_duration_seconds_bucket{$C}[$R])))",
                                        "{{ingress}}")
                                .says(
                                        "The slowest twentieth of the requests from outside, with the time of the service behind.")
                                .from(INGRESS)));
    }

    private static Row volumes() {
        return Row.folded(
                "Volumes",
                Draft.all(
                        Draft.series("volume-use", "Fullest volumes", "percentunit")
                                .ask(
                                        "topk(10, max by (cluster, namespace, persistentvolumeclaim)"
                                                + " (1 - kubelet_volume_stats_available_bytes{$C} / kubelet_volume_stats_capacity_bytes{$C}))",
                                        "{{namespace}}/{{persistentvolumeclaim}}")
                                .says("The ten fullest persistent volumes; a full one stops whatever writes to it.")
                                .from("the kubelet's /metrics")
                                .upTo(0.85, 0.95)
                                .size(12, 7),
                        Draft.series("claims", "Claims by phase", "short")
                                .ask(
                                        "sum by (cluster, phase) (kube_persistentvolumeclaim_status_phase{$C})",
                                        "{{phase}}")
                                .says("Volume claims that are bound, wait, or have lost their volume.")
                                .from(STATE_METRICS)
                                .stacked()
                                .size(12, 7)));
    }

    private static Row certificates() {
        return Row.folded(
                "Certificates",
                Draft.all(Draft.table("certificates", "Certificates")
                        .column(
                                "days left",
                                "d",
                                "(min by (cluster, namespace, name) (certmanager_certificate_expiration_timestamp_seconds{$C})"
                                        + " - time()) / 86400")
                        .says(
                                "Every certificate with the days until it ends; cert-manager renews at a third of the life time.")
                        .from("cert-manager")
                        .empty("not installed, or not scraped: cert-manager")));
    }

    private static Row autoscaling() {
        return Row.folded(
                "Autoscaling",
                Draft.all(
                        Draft.series("hpa-current", "Replicas over the maximum", "percentunit")
                                .ask(
                                        "max by (cluster, namespace, name) (strata_hpa_saturation_ratio{$C})",
                                        "{{namespace}}/{{name}}")
                                .says(
                                        "Autoscalers from 80 percent of their maximum on; at 100 percent more load meets no reserve.")
                                .empty("none near the ceiling, or no exporter")
                                .steps(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, 1.0))
                                .size(12, 7),
                        Draft.series("hpa-condition", "Autoscalers that cannot read their metric", "short")
                                .ask(
                                        "sum by (cluster, namespace, horizontalpodautoscaler)"
                                                + " (kube_horizontalpodautoscaler_status_condition{$C,condition=\"ScalingActive\",status=\"false\"})",
                                        "{{namespace}}/{{horizontalpodautoscaler}}")
                                .says(
                                        "1 where an autoscaler is blind: its metrics pipeline does not answer, so it holds its replicas.")
                                .from(STATE_METRICS)
                                .upTo(1, 2)
                                .size(12, 7)));
    }
}
