package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.HealthSnapshot.SourceState;
import dev.strata.exporter.health.LayerHealth;
import dev.strata.exporter.health.Owner;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.health.SignalTally;
import dev.strata.exporter.inquiry.Scope;
import dev.strata.exporter.signal.SignalReading.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Path GOLDEN = Path.of("src/test/resources/report");
    private static final FindingId SLOW_PAYMENTS = new FindingId(
            Layer.APPLICATION, Signals.DEPENDENCY_SLOW.id(), new ObjectKey("Service", "shop", "payments"));
    private static final FindingId MAXED = new FindingId(
            Layer.APPLICATION,
            Signals.HPA_MAXED_LATENCY_RISING.id(),
            new ObjectKey("HorizontalPodAutoscaler", "shop", "orders"));
    private static final FindingId ORDERS_FAIL = new FindingId(
            Layer.BUSINESS, Signals.BUSINESS_SUCCESS_LOW.id(), new ObjectKey("Slo", "shop", "orders-success"));

    @Test
    void text_ofAnIncident_leadsWithTheCause() {
        Golden.check(GOLDEN.resolve("incident.txt"), TextReport.print(Diagnosis.of(incident()), false, 100));
    }

    @Test
    void text_narrowAndColoured_neverRunsOverTheWidth() {
        String text = TextReport.print(Diagnosis.of(incident()), true, 60);
        assertThat(text).contains("\u001b[1;31m");
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "").lines())
                .filteredOn(line -> !line.contains("kubectl") && !line.contains("promtool"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void text_whenAllIsWell_saysSo() {
        assertThat(TextReport.print(Diagnosis.of(snapshot(List.of(), List.of(), "")), false, 100))
                .startsWith("Nothing is wrong that can be seen.\n");
    }

    @Test
    void text_ofALayerWithoutSignals_neverSaysOk() {
        var off = new SignalTally(Signals.BUSINESS_SUCCESS_LOW, Layer.BUSINESS, false, "", Map.of());
        var nothing = snapshot(List.of(), List.of(), "");
        var snapshot = new HealthSnapshot(
                NOW,
                List.of(),
                List.of(),
                List.of(new LayerHealth(Layer.BUSINESS, OptionalInt.of(0), 1)),
                List.of(off),
                nothing.findings(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(TextReport.print(Diagnosis.of(snapshot), false, 100))
                .contains("business UNKNOWN (not watched)")
                .doesNotContain("OK");
        assertThat(Board.page(Diagnosis.of(snapshot))).contains("not watched").doesNotContain("<strong>OK");
    }

    @Test
    void text_whenBlind_neverSaysThatAllIsWell() {
        assertThat(TextReport.print(Diagnosis.of(snapshot(List.of(), List.of(), "pods: 403 forbidden")), false, 100))
                .contains("not everything can be seen")
                .contains("pods: 403 forbidden: node_not_ready");
    }

    @Test
    void json_ofAnIncident_isWhatTheSchemaSays() throws IOException {
        String text = JsonReport.print(Diagnosis.of(incident()));
        Golden.check(GOLDEN.resolve("incident.json"), text);
        var json = new JsonMapper();
        JsonNode schema = json.readTree(Files.readString(Path.of("..").resolve("docs/schema/health-v1.schema.json")));
        assertThat(problems(json.readTree(text), schema, schema, "$")).isEmpty();
        assertThat(problems(json.readTree("{\"version\":\"strata.health/v1\",\"at\":3}"), schema, schema, "$"))
                .as("the check itself can fail")
                .isNotEmpty();
    }

    @Test
    void json_withWhatWasLookedUp_isWhatTheSchemaSays() throws IOException {
        var words = new Beside.LastWords("Pod shop/payments-1, container app", List.of("no database"), "");
        var beside = new Beside(
                Map.of(SLOW_PAYMENTS, List.of("Pod shop/payments-1: BackOff")), Map.of(SLOW_PAYMENTS, List.of(words)));
        var json = new JsonMapper();
        JsonNode schema = json.readTree(Files.readString(Path.of("..").resolve("docs/schema/health-v1.schema.json")));
        JsonNode report = json.readTree(JsonReport.print(Diagnosis.of(incident(), Scope.ALL, Links.NONE, beside)));

        assertThat(problems(report, schema, schema, "$")).isEmpty();
        JsonNode cause = report.path("rootCauses").path(0);
        assertThat(cause.path("events").path(0).asText()).isEqualTo("Pod shop/payments-1: BackOff");
        assertThat(cause.path("logs").path(0).path("lines").path(0).asText()).isEqualTo("no database");
    }

    @Test
    void board_ofAnIncident_isWholeWithoutScripts() {
        String page = Board.page(Diagnosis.of(incident()));
        assertThat(page)
                .doesNotContain("<script")
                .contains("1 root cause")
                .contains("Service shop/payments: called service answers slowly or with errors")
                .contains("orders-success")
                .contains("<strong>CRIT</strong>")
                .contains("<strong>UNKNOWN</strong>");
    }

    @Test
    void changes_ofTheLastHour_areShown_andThoseThatFitTheCauseBesideIt() {
        var release = new Change(new ObjectKey("Deployment", "shop", "payments"), "rollout", NOW.minusSeconds(460));
        var joined = new Change(ObjectKey.of("Node", "node-7"), "node_join", NOW.minusSeconds(3000));
        var edited = new Change(
                new ObjectKey("HorizontalPodAutoscaler", "shop", "orders"), "hpa_edit", NOW.minusSeconds(100));
        var before = incident();
        var diagnosis = Diagnosis.of(new HealthSnapshot(
                NOW,
                before.sources(),
                List.of(),
                before.layers(),
                before.signals(),
                before.findings(),
                before.rootCauses(),
                List.of(),
                List.of(new ServiceJoin(SLOW_PAYMENTS.subject(), release.object())),
                List.of(),
                List.of(
                        joined,
                        new Change(ObjectKey.of("Node", "node-8"), "node_join", NOW.minusSeconds(2990)),
                        new Change(ObjectKey.of("Node", "node-9"), "node_join", NOW.minusSeconds(2995)),
                        edited,
                        release)));

        assertThat(TextReport.print(diagnosis, false, 100))
                .containsOnlyOnce("   changed   ")
                .contains("   changed   Deployment shop/payments rolled out anew, 1 min before this began\n")
                .contains("""
                        Changed in the last hour
                          2026-11-24 11:58:20 UTC (1 min ago)  HPA shop/orders edited
                          2026-11-24 11:52:20 UTC (7 min ago)  Deployment shop/payments rolled out anew
                          2026-11-24 11:10:10 UTC (49 min ago)  Node node-8 joined the cluster, and 2 more
                        """);
        assertThat(Board.page(diagnosis))
                .contains("<h3>Changed before</h3>\n<ul>\n<li>Deployment shop/payments rolled out anew, 1 min before")
                .contains("Node node-8 joined the cluster, and 2 more</li>");
        assertThat(JsonReport.print(diagnosis)).contains("\"change\" : \"node_join\"");
    }

    @Test
    void text_hostileNames_cannotSteerTheTerminal() {
        var id = new FindingId(
                Layer.APPLICATION,
                Signals.POD_CRASHLOOP.id(),
                new ObjectKey("Deployment", "shop", "x\u001b[2J\u202ey\nz"));
        var finding = finding(id, Severity.WARNING, List.of("a\u001b]0;b\u0007"), List.of());
        var diagnosis = Diagnosis.of(
                snapshot(List.of(finding), List.of(new RootCause(finding, 1, List.of())), "pods: \u009b31mforbidden"));
        assertThat(TextReport.print(diagnosis, false, 100).replace("\n", "").codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void links_areFilledIn_encoded_whereThereIsANamespace() {
        var links = new Links(Map.of(
                "logs", "https://logs.example/?q={namespace}/{name}&from={from}&x={y}",
                "traces", "https://traces.example/{kind}?end={toMillis}"));
        var hostile = new FindingId(
                Layer.CLUSTER, Signals.NODE_NOT_READY.id(), ObjectKey.of("Node", "a\"><b>{kind}&c=d#\u00e9"));
        assertThat(links.of(finding(SLOW_PAYMENTS, Severity.WARNING, List.of(), List.of()), NOW))
                .containsExactly(
                        new Links.Link(
                                "logs", "https://logs.example/?q=shop/payments&from=2026-11-24T11%3A43%3A20Z&x={y}"),
                        new Links.Link("traces", "https://traces.example/Service?end=1795521600000"));
        assertThat(new Links(Map.of("a", "https://x.example/{name}", "b", "https://x.example/{namespace}"))
                        .of(finding(hostile, Severity.WARNING, List.of(), List.of()), NOW))
                .containsExactly(new Links.Link("a", "https://x.example/a%22%3E%3Cb%3E%7Bkind%7D%26c%3Dd%23%C3%A9"));
    }

    @Test
    void links_areShownEverywhere() {
        var links = new Links(Map.of("logs", "https://logs.example/?a=1&q={name}"));
        var diagnosis = Diagnosis.of(incident(), Scope.ALL, links);
        assertThat(TextReport.print(diagnosis, false, 100))
                .contains("   logs      https://logs.example/?a=1&q=payments\n");
        assertThat(MarkdownReport.print(diagnosis))
                .contains("**Look at:** [logs](<https://logs.example/?a=1&q=payments>)\n");
        assertThat(Board.page(diagnosis)).contains("<a href=\"https://logs.example/?a=1&amp;q=payments\">logs</a>");
        assertThat(JsonReport.print(diagnosis)).contains("\"url\" : \"https://logs.example/?a=1&q=payments\"");
    }

    @Test
    void board_hostileNames_areEscaped() {
        var id = new FindingId(
                Layer.APPLICATION,
                Signals.POD_CRASHLOOP.id(),
                new ObjectKey("Deployment", "shop", "<script>alert('x')</script>"));
        var finding = finding(id, Severity.WARNING, List.of(), List.of());
        String page =
                Board.page(Diagnosis.of(snapshot(List.of(finding), List.of(new RootCause(finding, 1, List.of())), "")));
        assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    private static HealthSnapshot incident() {
        var cause = finding(
                SLOW_PAYMENTS,
                Severity.WARNING,
                List.of("latency"),
                List.of(new Evidence("call_latency_seconds", 1.5), new Evidence("call_latency_before_seconds", 0.041)));
        var maxed = explained(
                finding(
                        MAXED,
                        Severity.CRITICAL,
                        List.of("too_many_replicas"),
                        List.of(new Evidence("p99_seconds", 2.4), new Evidence("replicas", 12))),
                "the replicas wait for the called service, so more of them do not help");
        var orders = explained(
                finding(ORDERS_FAIL, Severity.CRITICAL, List.of(), List.of(new Evidence("bad_5m_ratio", 0.184))),
                "the order service waits for the called service");
        return snapshot(
                List.of(cause, maxed, orders),
                List.of(new RootCause(cause, 0.86, List.of(MAXED, ORDERS_FAIL), Severity.CRITICAL)),
                "");
    }

    private static Finding explained(Finding finding, String mechanism) {
        return new Finding(
                finding.id(),
                finding.verdict(),
                finding.held(),
                finding.severity(),
                finding.since(),
                finding.sinceKnown(),
                finding.firingSince(),
                finding.clearedAt(),
                finding.unknownSince(),
                finding.reasons(),
                finding.evidence(),
                finding.affected(),
                finding.owner(),
                List.of(new Finding.Cause(SLOW_PAYMENTS, 0.86, mechanism)));
    }

    private static Finding finding(FindingId id, Severity severity, List<String> reasons, List<Evidence> evidence) {
        return new Finding(
                id,
                Verdict.FIRING,
                false,
                severity,
                NOW.minusSeconds(400),
                true,
                NOW.minusSeconds(300),
                null,
                null,
                reasons,
                evidence,
                List.of(),
                new Owner("payments", "critical"),
                List.of());
    }

    private static HealthSnapshot snapshot(List<Finding> findings, List<RootCause> roots, String blind) {
        return new HealthSnapshot(
                NOW,
                List.of(
                        new SourceState("kubernetes", true, NOW, ""),
                        new SourceState("prometheus", false, null, "connection refused")),
                List.of(),
                List.of(
                        new LayerHealth(Layer.CLUSTER, OptionalInt.of(0), 1),
                        new LayerHealth(Layer.PLATFORM, OptionalInt.empty(), 0.5),
                        new LayerHealth(Layer.APPLICATION, OptionalInt.of(2), 1),
                        new LayerHealth(Layer.BUSINESS, OptionalInt.of(3), 1)),
                tallies(blind),
                findings,
                roots,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<SignalTally> tallies(String blind) {
        return List.of(
                new SignalTally(Signals.NODE_NOT_READY, Layer.CLUSTER, true, blind, Map.of()),
                new SignalTally(Signals.COREDNS_DEGRADED, Layer.PLATFORM, true, "", Map.of()),
                new SignalTally(Signals.POD_CRASHLOOP, Layer.APPLICATION, true, "", Map.of()),
                new SignalTally(Signals.BUSINESS_SUCCESS_LOW, Layer.BUSINESS, true, "", Map.of()));
    }

    /** The part of JSON Schema that our schema uses: type, required, properties, items, enum, const, $ref. */
    private static List<String> problems(JsonNode value, JsonNode rule, JsonNode root, String path) {
        if (rule.has("$ref")) {
            return problems(value, root.at(rule.path("$ref").asText().substring(1)), root, path);
        }
        var found = new ArrayList<String>();
        if (rule.has("type") && !types(rule.path("type")).contains(type(value))) {
            found.add(path + " is a " + type(value));
        }
        if (rule.has("const") && !rule.path("const").equals(value)) {
            found.add(path + " is " + value);
        }
        if (rule.has("enum") && !contains(rule.path("enum"), value)) {
            found.add(path + " is " + value);
        }
        rule.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(path + " lacks " + name.asText());
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            if (rule.path("properties").has(name)) {
                found.addAll(problems(value.path(name), rule.path("properties").path(name), root, path + "." + name));
            } else if (rule.has("additionalProperties")) {
                found.add(path + " has an unexpected " + name);
            }
        });
        if (value.isArray()) {
            value.forEach(item -> found.addAll(problems(item, rule.path("items"), root, path + "[]")));
        }
        return found;
    }

    private static List<String> types(JsonNode type) {
        var names = new ArrayList<String>();
        if (type.isArray()) {
            type.forEach(one -> names.add(one.asText()));
        } else {
            names.add(type.asText());
        }
        return names;
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            default -> "null";
        };
    }
}
