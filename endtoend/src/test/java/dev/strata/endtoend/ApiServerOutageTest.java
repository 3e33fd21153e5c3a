package dev.strata.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.testbed.cluster.Component;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.PartException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API server is away for a minute: nothing is called healthy that cannot be seen, nothing that fired is lost. */
@Tag("real")
class ApiServerOutageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** After a minute away the client may wait half a minute, and a server that has just started refuses at first. */
    private static final Duration BACK = Duration.ofMinutes(2);

    @Test
    @Timeout(600)
    void outageOfAMinute_turnsSignalsUnknown_holdsFindingsAndHeals() {
        try (var run = ShopRun.start(Incident.named("slow-dependency"), new Tempo(20, Duration.ofSeconds(1)))) {
            run.cluster().reportReady("node-0", false);
            Await.until(
                    "the node to be found",
                    SOON,
                    () -> metrics(run)
                            .value("strata_signal_severity", "signal", "node_not_ready", "name", "node-0")
                            .isPresent());
            assertPromtoolHasNoComplaint(run);
            // The objectives of the API server stay unknown: nobody scrapes it here.
            double judged = judgedRatio(run);
            assertThat(judged).isGreaterThanOrEqualTo(0.9);

            run.cluster().kill(Component.KUBE_APISERVER);
            Await.until(
                    "the source to be down",
                    SOON,
                    () -> metrics(run)
                                    .value("strata_source_up", "source", "kubernetes")
                                    .orElse(1)
                            == 0);
            Await.pause(Duration.ofSeconds(30));
            var blind = metrics(run);
            assertThat(blind.value("strata_signal_severity", "signal", "node_not_ready", "name", "node-0"))
                    .as("the finding is held")
                    .isPresent();
            assertThat(blind.value("strata_signal_subjects", "signal", "node_not_ready", "verdict", "unknown")
                            .orElse(0))
                    .as("and counted as unknown")
                    .isGreaterThanOrEqualTo(1);
            assertThat(blind.value("strata_signal_subjects", "signal", "node_not_ready", "verdict", "healthy"))
                    .as("nothing unseen is healthy")
                    .hasValue(0);
            for (var layer : Layer.values()) {
                if (blind.value("strata_layer_judged_ratio", "layer", layer.id())
                                .orElse(0)
                        < 0.9) {
                    assertThat(blind.value("strata_layer_severity", "layer", layer.id())
                                    .orElse(-1))
                            .as("layer %s does not read 0", layer.id())
                            .isNotZero();
                }
            }
            assertThat(run.get("/-/healthy").status()).isEqualTo(200);
            Await.pause(Duration.ofSeconds(25));

            run.cluster().start(Component.KUBE_APISERVER);
            awaitJudged(run, judged);
            run.cluster().reportReady("node-0", true);
            Await.until(
                    "the node to be well",
                    SOON,
                    () -> metrics(run)
                            .value("strata_signal_severity", "signal", "node_not_ready", "name", "node-0")
                            .isEmpty());
        }
    }

    private static void awaitJudged(ShopRun run, double ratio) {
        try {
            Await.until(
                    "all to be judged again",
                    BACK,
                    () -> metrics(run)
                                            .value("strata_source_up", "source", "kubernetes")
                                            .orElse(0)
                                    == 1
                            && judgedRatio(run) >= ratio);
        } catch (PartException e) {
            throw new AssertionError(
                    "still unknown: " + run.health().path("unknown").toPrettyString() + "\n" + run.exporterLog(), e);
        }
    }

    private static double judgedRatio(ShopRun run) {
        return metrics(run)
                .value("strata_layer_judged_ratio", "layer", "cluster")
                .orElse(0);
    }

    private static void assertPromtoolHasNoComplaint(ShopRun run) {
        assertThat(Promtool.checkMetrics(run.get("/metrics").body())).isEqualTo(new Program.Outcome(0, "", ""));
    }

    private static Exposition metrics(ShopRun run) {
        return Exposition.parse(run.get("/metrics").body());
    }
}
