package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final ObjectKey PAYMENTS = new ObjectKey("Deployment", "shop", "payments");

    @Test
    void quote_plainWord_staysAsItIs() {
        assertThat(Commands.quote("payments-7d9.shop:8080/x=1")).isEqualTo("payments-7d9.shop:8080/x=1");
    }

    @Test
    void quote_anythingElse_isInSingleQuotes() {
        assertThat(Commands.quote("a b")).isEqualTo("'a b'");
        assertThat(Commands.quote("$(reboot)")).isEqualTo("'$(reboot)'");
        assertThat(Commands.quote("it's")).isEqualTo("'it'\\''s'");
        assertThat(Commands.quote("")).isEqualTo("''");
    }

    @Test
    void quote_anyText_isReadBackByAShell() throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var words = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            var word = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                word.append((char) (' ' + random.nextInt(95)));
            }
            words.add(word.toString());
        }
        String script = "for w in "
                + String.join(" ", words.stream().map(Commands::quote).toList()) + "; do printf '%s\\n' \"$w\"; done";
        Process shell = new ProcessBuilder("/bin/sh", "-c", script).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).isZero();
        assertThat(read).as("seed " + seed).isEqualTo(String.join("\n", words) + "\n");
    }

    @Test
    void confirm_hostileName_isOneWord() {
        var hostile = new ObjectKey("Deployment", "shop; reboot", "x`id`$(id)");
        assertThat(confirm(Signals.WORKLOAD_DEGRADED, hostile))
                .containsExactly(
                        "kubectl -n 'shop; reboot' describe deployment 'x`id`$(id)'",
                        "kubectl -n 'shop; reboot' get events --field-selector 'involvedObject.name=x`id`$(id)'");
    }

    @Test
    void confirm_hostileKind_isOneWord() {
        var hostile = new ObjectKey("Job;id", "shop", "x");
        assertThat(confirm(Signals.WORKLOAD_DEGRADED, hostile).get(0)).isEqualTo("kubectl -n shop describe 'job;id' x");
    }

    @Test
    void confirm_nameThatCannotBe_getsNoCommand() {
        for (String name : List.of("-A", "--kubeconfig=/tmp/x", "a\nreboot", "a\u001b[2J", "a\u202etxt", "")) {
            assertThat(confirm(Signals.WORKLOAD_DEGRADED, new ObjectKey("Deployment", "shop", name)))
                    .as(name)
                    .isEmpty();
        }
        assertThat(confirm(Signals.WORKLOAD_DEGRADED, new ObjectKey("Deployment", "-A", "x")))
                .isEmpty();
    }

    @Test
    void confirm_affectedPodThatCannotBe_isLeftOut() {
        var evil = new ObjectKey("Pod", "shop", "--previous");
        var good = new ObjectKey("Pod", "shop", "payments-1");
        assertThat(confirm(Signals.POD_CRASHLOOP, PAYMENTS, evil, good))
                .hasSize(3)
                .last()
                .isEqualTo("kubectl -n shop logs --previous --tail=20 payments-1");
    }

    @Test
    void confirm_objective_asksPrometheus() {
        assertThat(confirm(Signals.SLO_BURN, new ObjectKey("Slo", "shop", "a\"} or up")))
                .containsExactly("promtool query instant \"$PROMETHEUS_URL\""
                        + " '{__name__=~\"slo:bad_per_total:ratio_rate.+\",slo=\"a\\\"} or up\"}'");
    }

    @Test
    void confirm_externalHost_isAskedFromItsCaller() {
        var caller = new ObjectKey("Service", "shop", "orders");
        assertThat(confirm(Signals.DEPENDENCY_SLOW, ObjectKey.of("ExternalHost", "psp.example.com"), caller, PAYMENTS))
                .containsExactly(
                        "kubectl -n shop exec deployment/payments -- getent hosts psp.example.com",
                        "kubectl -n shop exec deployment/payments -- curl -sS -o /dev/null -m 10"
                                + " -w '%{http_code} in %{time_total} s' https://psp.example.com/",
                        "promtool query instant \"$PROMETHEUS_URL\" 'sum by (namespace, service)"
                                + " (rate(http_client_requests_seconds_sum{client_name=~\"psp\\\\.example\\\\.com"
                                + "(:[0-9]+)?\"}[5m])) / sum by (namespace, service)"
                                + " (rate(http_client_requests_seconds_count{client_name=~\"psp\\\\.example\\\\.com"
                                + "(:[0-9]+)?\"}[5m]))'");
    }

    private static List<String> confirm(Signal signal, ObjectKey subject, ObjectKey... affected) {
        return Commands.confirm(new Finding(
                new FindingId(Layer.APPLICATION, signal.id(), subject),
                Verdict.FIRING,
                false,
                Severity.WARNING,
                Instant.EPOCH,
                true,
                Instant.EPOCH,
                null,
                null,
                List.of(),
                List.of(),
                List.of(affected),
                new Owner("", "standard"),
                List.of()));
    }
}
