package dev.strata.rulegen.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Finding;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.LabelValues;
import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.infer.Presence;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.infer.Unit;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index knows reaches inference. */
class MetricInferenceTest {
    private static final MetricIndex INDEX = MetricIndex.standard();

    private static Inference.Result infer(String expression) {
        var surroundings = new Surroundings(Duration.ofSeconds(30), Set.of("cluster"));
        return Inference.of(INDEX, surroundings)
                .infer(PromqlParser.create().parse(expression).expr());
    }

    private static Description describe(String expression) {
        return infer(expression).description();
    }

    @Test
    void selector_labelsOfTheExporter_areCertainWithTheirValues() {
        Description phase = describe("kube_pod_status_phase");
        assertThat(phase.labels().certain()).contains("namespace", "phase", "pod");
        assertThat(phase.labels().fact("phase"))
                .isEqualTo(LabelFact.always(
                        LabelValues.of(List.of("Failed", "Pending", "Running", "Succeeded", "Unknown"))));
        assertThat(phase.labels().fact("uid").presence()).isEqualTo(Presence.MAYBE);
        assertThat(phase.values()).isEqualTo(Interval.ZERO_OR_ONE);
    }

    @Test
    void selector_labelsOfTheTarget_stayPossible() {
        Description pods = describe("kube_pod_info");
        assertThat(pods.labels().open()).isTrue();
        assertThat(pods.labels().fact("cluster")).isEqualTo(LabelFact.UNKNOWN);
        assertThat(infer("kube_pod_info{job=\"kube-state-metrics\",cluster!=\"\",node=\"\"}")
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kube_pod_status_phase{phase=\"Runing\"}",
                "kube_pod_status_phase{phase=~\"Runing|Faild\"}",
                "kube_pod_status_phase{namespace=\"\"}",
                "kube_node_status_condition{condition=\"Ready\",status=\"True\"}",
                "kube_persistentvolumeclaim_status_phase{phase=\"Available\"}",
                "strata_signal_severity{layer=\"aplication\"}",
                "strata_signal_subjects{verdict=\"broken\"}"
            })
    void selector_valueThatNoSeriesHas_isAFinding(String expression) {
        assertThat(infer(expression).findings()).extracting(Finding::id).contains("matcher/contradiction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kube_pod_status_phase{phase=~\"Pending|Gone\"}",
                "kube_node_status_condition{condition=\"FrequentKubeletRestart\",status!=\"true\"}",
                "kube_pod_container_status_waiting_reason{reason=\"Whatever\"}",
                "kube_pod_info{uid=\"\"}"
            })
    void selector_valueThatSeriesMayHave_isNone(String expression) {
        assertThat(infer(expression).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kube_node_created, TIMESTAMP",
        "kube_pod_container_status_restarts_total, COUNTER",
        "kube_node_info, INFO",
        "apiserver_request_duration_seconds_bucket, BUCKET",
        "apiserver_request_duration_seconds_sum, COUNTER",
        "apiserver_request_duration_seconds, NATIVE_HISTOGRAM",
        "http_server_requests_seconds_max, GAUGE"
    })
    void selector_kind_isThatOfTheRow(String name, Meaning.Kind kind) {
        assertThat(describe(name).meaning().kind()).isEqualTo(kind);
    }

    @Test
    void selector_units_areThoseOfTheParts() {
        assertThat(describe("apiserver_request_duration_seconds_sum").meaning().unit())
                .isEqualTo(Unit.SECONDS);
        assertThat(describe("apiserver_request_duration_seconds_count")
                        .meaning()
                        .unit())
                .isEqualTo(Unit.NONE);
        assertThat(describe("kube_persistentvolume_capacity_bytes").meaning().unit())
                .isEqualTo(Unit.BYTES);
    }

    @Test
    void comparison_beyondTheBoundsOfAFlag_neverHolds() {
        assertThat(infer("kube_deployment_spec_paused > 1").findings())
                .extracting(Finding::id)
                .contains("value/never");
        assertThat(infer("kube_deployment_spec_paused > 0").findings()).isEmpty();
    }
}
