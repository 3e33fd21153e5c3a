package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.strata.catalog.MeasurementQueries;
import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.config.PrometheusConfig.Access;
import dev.strata.exporter.config.PrometheusConfig.Limits;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.prometheus.PrometheusSource;
import dev.strata.exporter.signal.SignalReading.Judgement;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.target.ClusterTargets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Signals on answers of a real Prometheus that scrapes the exporters of a real cluster's simulated nodes, and a page with
 * what those of a control plane and of applications say. What is found here may be switched on by default.
 */
@Tag("real")
class RealMeasurementsTest {

    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Longer than the slowest thing that is counted: a kubelet's look at its containers that takes twenty seconds. */
    private static final Duration WINDOW = Duration.ofSeconds(45);

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(2).build();

    @RegisterExtension
    static final ClusterTargets TARGETS = ClusterTargets.of(CLUSTER, 20);

    private static final ScrapedPage PAGE = MeasuredFaults.page();

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = prometheus();

    private static final ClusterStore STORE = new ClusterStore(InstantSource.system());
    private static KubeSource source;
    private static PrometheusSource questions;

    private static RealPrometheus prometheus() {
        var builder = RealPrometheus.builder()
                .scrape(ScrapeJob.named("page").honorLabels().target(PAGE::address, Map.of()))
                .scrape(ScrapeJob.named("kube-state-metrics")
                        .target(() -> "127.0.0.1:1", Map.of())
                        .target(() -> "127.0.0.1:2", Map.of()));
        TARGETS.jobs(EACH).forEach(builder::scrape);
        return builder.build();
    }

    @BeforeAll
    static void breakThings() {
        MeasuredFaults.create(CLUSTER.api());
        MeasuredFaults.strike(TARGETS);
        CLUSTER.api().list("/api/v1/namespaces/shop/pods").stream()
                .map(pod -> pod.path("metadata").path("name").asText())
                .forEach(pod -> MeasuredFaults.ofPod(PAGE, pod));
        source = new KubeSource(
                KubeSettings.of(CLUSTER.kubeconfig(User.ADMIN), null),
                Projection.plain(),
                STORE,
                InstantSource.system(),
                null);
        source.start();
        var asked = new Questions("", EACH, EACH, WINDOW, Duration.ofSeconds(5));
        var limits = new Limits(Duration.ofSeconds(20), 60_000, 20_000, Duration.ofMinutes(5));
        questions = new PrometheusSource(
                new PrometheusConfig(PROMETHEUS.url(), Access.NONE, asked, limits), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        questions.close();
        source.close();
        PAGE.close();
    }

    @Test
    void evaluate_measuredFaults_eachIsFoundByItsSignal() {
        List<String> expected = MeasuredFaults.EXPECTED;
        try {
            Await.until("findings", LIMIT, () -> missing(expected).isEmpty());
        } catch (RuntimeException e) {
            assertThat(missing(expected)).as(() -> String.join("\n", found())).isEmpty();
        }
    }

    @Test
    void questions_all_areUnderstoodByPrometheus() {
        Measurements answers = questions.askAll();
        assertThat(MeasurementQueries.ALL)
                .allSatisfy(query -> assertThat(answers.byId().get(query.id()))
                        .as(query.id())
                        .isNotNull()
                        .extracting(Measurement::problem, STRING)
                        .isEmpty());
    }

    private static List<String> missing(List<String> expected) {
        Set<String> found = found();
        return expected.stream()
                .filter(line -> found.stream().noneMatch(f -> f.equals(line) || f.startsWith(line + ":")))
                .toList();
    }

    private static Set<String> found() {
        var now = InstantSource.system().instant();
        Measurements answers = questions.askAll();
        var input = new SignalInput(STORE.view(now), answers, Thresholds.DEFAULTS, now);
        var found = new TreeSet<String>();
        for (SignalEvaluator evaluator : Evaluators.all()) {
            if (evaluator.queries().stream()
                            .allMatch(query -> answers.answer(query, now).isPresent())
                    && evaluator.resources().stream()
                            .allMatch(r -> input.cluster().freshness(r).isFresh())
                    && evaluator.source(input) == Source.PRESENT) {
                evaluator.evaluate(input).readings().stream()
                        .filter(reading -> reading.judgement() == Judgement.BAD)
                        .map(reading -> evaluator.signal().id() + " " + reading.subject() + ": "
                                + String.join(", ", reading.reasons()))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
