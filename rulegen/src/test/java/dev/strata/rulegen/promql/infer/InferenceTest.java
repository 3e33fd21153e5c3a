package dev.strata.rulegen.promql.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of single expressions. The names say which of the gaps of a well-known linter each case closes. */
class InferenceTest {
    private static final PromqlParser PARSER = PromqlParser.withFeatures(EnumSet.allOf(Feature.class));
    private static final Surroundings SURROUNDINGS = new Surroundings(Duration.ofSeconds(30), Set.of("cluster"));

    private static Inference.Result infer(String expression, MetricSchema schema) {
        return Inference.of(schema, SURROUNDINGS).infer(PARSER.parse(expression).expr());
    }

    private static Description describe(String expression) {
        return infer(expression, MetricSchema.EMPTY).description();
    }

    private static List<String> findings(String expression) {
        return infer(expression, MetricSchema.EMPTY).findings().stream()
                .map(Finding::id)
                .toList();
    }

    private static LabelFact label(String expression, String label) {
        return describe(expression).labels().fact(label);
    }

    private static MetricSchema schema(String name, Meaning.Kind kind, Unit unit, Labels labels, Interval values) {
        var facts = new MetricSchema.Facts(new Meaning(kind, unit, true), labels, values);
        return asked -> asked.equals(name) ? Optional.of(facts) : Optional.empty();
    }

    @Test
    void gap01_limitk_keepsLabels() {
        assertThat(label("limitk(5, foo{job=\"a\"})", "job")).isEqualTo(LabelFact.always(LabelValues.of("a")));
        assertThat(label("limit_ratio(0.5, foo)", "any")).isEqualTo(LabelFact.UNKNOWN);
    }

    @Test
    void gap02_regexThatMatchesNothing_doesNotGuaranteeTheLabel() {
        assertThat(label("foo{job=~\".*\"}", "job").presence()).isEqualTo(Presence.MAYBE);
        assertThat(label("foo{job=~\"a|\"}", "job")).isEqualTo(LabelFact.maybe(LabelValues.of("a")));
        assertThat(label("foo{job=~\"a|b\"}", "job")).isEqualTo(LabelFact.always(LabelValues.of(List.of("a", "b"))));
    }

    @Test
    void gap03_notEmpty_guaranteesTheLabel() {
        assertThat(label("foo{job!=\"\"}", "job").isAlways()).isTrue();
        assertThat(label("foo{job!~\"\"}", "job").isAlways()).isTrue();
        assertThat(label("foo{job!~\"a|\"}", "job").isAlways()).isTrue();
        assertThat(label("foo{job!=\"a\"}", "job").presence()).isEqualTo(Presence.MAYBE);
        assertThat(label("foo{job=\"\"}", "job").isNever()).isTrue();
    }

    @Test
    void gap04_labelReplace_guaranteesOnlyWhatMatches() {
        assertThat(label("label_replace(foo, \"a\", \"x\", \"b\", \"c\")", "a").presence())
                .isEqualTo(Presence.MAYBE);
        assertThat(label("label_replace(foo, \"a\", \"x\", \"b\", \".*\")", "a"))
                .isEqualTo(LabelFact.always(LabelValues.of("x")));
        assertThat(label("label_replace(foo{b=\"c\"}, \"a\", \"$1\", \"b\", \"(.*)\")", "a"))
                .isEqualTo(LabelFact.always(LabelValues.of("c")));
        assertThat(label("label_replace(foo, \"a\", \"\", \"b\", \".*\")", "a").isNever())
                .isTrue();
        assertThat(label("label_join(foo, \"a\", \"-\", \"b\", \"c\")", "a").isAlways())
                .isTrue();
    }

    @Test
    void gap05_absent_knowsLabelsOfPlainSelectorsOnly() {
        assertThat(describe("absent(foo{job=\"a\"})").labels().certain()).containsExactly("job");
        assertThat(describe("absent(sum(foo{job=\"a\"}))").labels().certain()).isEmpty();
        assertThat(describe("absent(foo{job=\"a\",job=\"a\"})").labels().certain())
                .isEmpty();
        assertThat(describe("absent(foo{job=~\"a\"})").labels().certain()).isEmpty();
    }

    @Test
    void gap06_histogramQuantile_needsAndRemovesBounds() {
        assertThat(findings("histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))"))
                .contains("type/no-buckets");
        assertThat(findings("histogram_quantile(0.9, sum by (job, le) (rate(x_bucket[5m])))"))
                .isEmpty();
        assertThat(label("histogram_quantiles(sum by (le) (rate(x_bucket[5m])), \"q\", 0.5, 0.9)", "q")
                        .isAlways())
                .isTrue();
        MetricSchema classic = schema("x_bucket", Meaning.Kind.BUCKET, Unit.NONE, Labels.ANY, Interval.NOT_NEGATIVE);
        assertThat(infer("histogram_quantile(0.9, x_bucket)", classic)
                        .description()
                        .labels()
                        .fact("le")
                        .isNever())
                .isTrue();
    }

    @Test
    void gap07_info_mayAddAnyLabel() {
        assertThat(label("info(sum by (instance, job) (foo))", "version")).isEqualTo(LabelFact.UNKNOWN);
    }

    @Test
    void gap08_labelOnTheRightOnly_makesTheJoinImpossible() {
        assertThat(findings("sum(a) / b{job=\"x\"}")).containsExactly("join/impossible");
        assertThat(describe("sum(a) / b{job=\"x\"}").emptiness()).isEqualTo(Emptiness.ALWAYS);
        assertThat(findings("b{job=\"x\"} / on (job) sum(a)")).contains("join/impossible");
        assertThat(findings("sum(a) / ignoring (job) b{job=\"x\"}")).doesNotContain("join/impossible");
    }

    @Test
    void gap09_disjointValues_makeTheJoinImpossible() {
        assertThat(findings("a{job=\"x\"} / b{job=\"y\"}")).containsExactly("join/impossible");
        assertThat(findings("a{job=~\"x.*\"} / b{job=~\"y.+\"}")).containsExactly("join/impossible");
        assertThat(findings("a{job=~\"x.*\"} and b{job=~\"(y|z)[0-9]{2,}\"}")).containsExactly("join/impossible");
        assertThat(findings("a{job=~\"x.*\"} / b{job=~\".*y\"}")).isEmpty();
        assertThat(findings("a{job=~\"x.*\"} / b{job!~\"x.*\"}")).containsExactly("join/impossible");
    }

    @Test
    void gap10_recordingRule_isFollowed() {
        Description recorded = describe("sum by (job) (rate(errors_total[5m]))");
        MetricSchema schema = name -> name.equals("job:errors:rate5m")
                ? Optional.of(MetricSchema.Facts.recorded(recorded))
                : Optional.empty();
        Description used = infer("job:errors:rate5m > 0", schema).description();
        assertThat(used.labels().fact("instance").isNever()).isTrue();
        assertThat(used.labels().fact("job")).isEqualTo(LabelFact.UNKNOWN);
        assertThat(infer("sum by (instance) (job:errors:rate5m)", schema).findings())
                .extracting(Finding::id)
                .containsExactly("label/missing");
    }

    @Test
    void gap12_valueLogic_findsWhatNeverHolds() {
        assertThat(findings("-vector(1) > 0")).containsExactly("value/never");
        assertThat(findings("count(x) == 0")).containsExactly("value/never");
        assertThat(findings("x > 5 and x < 3")).containsExactly("value/contradiction");
        assertThat(findings("histogram_quantile(1.5, x)")).contains("value/quantile-range");
        assertThat(findings("absent(x) == 0")).containsExactly("value/never");
        MetricSchema up = schema("up", Meaning.Kind.GAUGE, Unit.NONE, Labels.ANY, Interval.ZERO_OR_ONE);
        assertThat(infer("up > 1", up).findings()).extracting(Finding::id).containsExactly("value/never");
        assertThat(infer("up == 0", up).findings()).isEmpty();
        MetricSchema counter = schema("c_total", Meaning.Kind.COUNTER, Unit.NONE, Labels.ANY, Interval.NOT_NEGATIVE);
        assertThat(infer("rate(c_total[5m]) < 0", counter).findings())
                .extracting(Finding::id)
                .containsExactly("value/never");
        assertThat(describe("vector(1) atan2 vector(1)").values().contains(Math.PI / 4))
                .isTrue();
    }

    @Test
    void gap13_metricName_isDroppedWhereTheEngineDropsIt() {
        String name = "__name__";
        assertThat(label("a > ignoring (x) b", name).isAlways()).isTrue();
        assertThat(label("a > bool b", name).isNever()).isTrue();
        assertThat(label("a + b", name).isNever()).isTrue();
        assertThat(label("rate(a[5m])", name).isNever()).isTrue();
        assertThat(label("last_over_time(a[5m])", name).isAlways()).isTrue();
        assertThat(label("+a", name).isAlways()).isTrue();
        assertThat(label("-a", name).isNever()).isTrue();
    }

    @Test
    void gap14_units_areFollowedAndCompared() {
        assertThat(describe("rate(node_cpu_seconds_total[5m])").meaning().unit())
                .isEqualTo(Unit.NONE);
        assertThat(describe("rate(net_bytes_total[5m])").meaning().unit().text())
                .isEqualTo("bytes per second");
        assertThat(findings("a_seconds > b_bytes")).containsExactly("unit/mismatch");
        assertThat(findings("a_milliseconds > b_seconds")).containsExactly("unit/mismatch");
        assertThat(findings("a_milliseconds / 1000 > b_seconds")).isEmpty();
        assertThat(findings("time() - a_timestamp_seconds > 1h")).isEmpty();
    }

    @Test
    void gap15_intervalsAndExternalLabels_areGivenOffline() {
        assertThat(findings("rate(a_total[30s])")).containsExactly("time/short-window");
        assertThat(findings("rate(a_total[2m])")).isEmpty();
        assertThat(findings("sum by (cluster) (sum by (job) (a))")).isEmpty();
        assertThat(findings("sum by (zone) (sum by (job) (a))")).containsExactly("label/missing");
    }

    @Test
    void gap16_groupLeft_removesLabelsTheOneSideLacks() {
        Description joined = describe("a{team=\"x\"} * on (job) group_left (team) sum by (job) (b)");
        assertThat(joined.labels().fact("team").isNever()).isTrue();
        assertThat(findings("a{team=\"x\"} * on (job) group_left (team) sum by (job) (b)"))
                .containsExactly("join/include-missing");
        assertThat(label("a * on (job) group_left (team) b{team=\"x\"}", "team"))
                .isEqualTo(LabelFact.always(LabelValues.of("x")));
    }

    @Test
    void emptiness_isKnownWhereItCanBe() {
        assertThat(describe("vector(0)").emptiness()).isEqualTo(Emptiness.NEVER);
        assertThat(describe("sum(x) or vector(0)").emptiness()).isEqualTo(Emptiness.NEVER);
        assertThat(describe("absent(vector(1))").emptiness()).isEqualTo(Emptiness.ALWAYS);
        assertThat(describe("x{a=\"b\",a=\"c\"}").emptiness()).isEqualTo(Emptiness.ALWAYS);
        assertThat(describe("vector(1) > 2").emptiness()).isEqualTo(Emptiness.ALWAYS);
        assertThat(describe("vector(1) unless on () vector(2)").emptiness()).isEqualTo(Emptiness.ALWAYS);
        assertThat(describe("sum(x) > 0").single()).isTrue();
        assertThat(describe("sum by (job) (x{job=\"a\"})").single()).isTrue();
        assertThat(describe("sum by (job) (x)").single()).isFalse();
        assertThat(describe("topk(1, x)").single()).isFalse();
    }

    @Test
    void deadBranches_areFound() {
        assertThat(findings("vector(0) or sum(x)")).containsExactly("set/dead-branch");
        assertThat(findings("sum(x) or vector(0)")).isEmpty();
        assertThat(findings("sum(a) unless b{job=\"x\"}")).containsExactly("join/impossible");
    }

    @Test
    void deepShare_isDescribedWithoutTheCallStack() {
        String sums = "sum(".repeat(4_500) + "x_total" + ")".repeat(4_500);
        assertThat(findings(sums + " / " + sums + " > 2")).contains("value/never");
        String wide =
                IntStream.range(0, 5_000).mapToObj(i -> "l" + i + "=\"v\"").collect(Collectors.joining(","));
        assertThat(findings("x_total{" + wide + "} / x_total{" + wide + "} > 2"))
                .isNotNull();
    }

    @Test
    void longChain_isInferred() {
        String chain = "x" + " + x".repeat(100_000);
        assertThat(describe(chain).labels().fact("__name__").isNever()).isTrue();
    }
}
