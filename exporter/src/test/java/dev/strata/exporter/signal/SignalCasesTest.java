package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal on its cases: plain Kubernetes objects and answers in, readings out. */
class SignalCasesTest {

    private static Stream<String> cases() {
        return Signals.ALL.stream()
                .flatMap(signal -> Golden.cases("signal/" + signal.id()).stream()
                        .map(folder -> signal.id() + "/" + folder.getFileName()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluate_case_yieldsItsReadings(String name) {
        Path folder = Path.of("src/test/resources/signal").resolve(name);
        String signal = name.substring(0, name.indexOf('/'));
        SignalEvaluator evaluator = Evaluators.all().stream()
                .filter(e -> e.signal().id().equals(signal))
                .findFirst()
                .orElseThrow();
        Golden.check(
                folder.resolve("expected.txt"),
                judge(evaluator, World.given(Golden.read(folder.resolve("given.yaml")))));
    }

    @Test
    void signals_all_haveOneEvaluatorAndCases() {
        assertThat(Evaluators.all()).extracting(SignalEvaluator::signal).containsExactlyElementsOf(Signals.ALL);
        assertThat(Golden.cases("signal"))
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(
                        Signals.ALL.stream().map(Signal::id).toList());
        assertThat(Signals.ALL)
                .allSatisfy(signal ->
                        assertThat(Golden.cases("signal/" + signal.id())).hasSizeGreaterThanOrEqualTo(5));
    }

    private static String judge(SignalEvaluator evaluator, World world) {
        var missing = new TreeSet<String>();
        for (KubeResource resource : evaluator.resources()) {
            if (!world.cluster().freshness(resource).isFresh()) {
                missing.add(resource.id());
            }
        }
        for (MeasurementQuery query : evaluator.queries()) {
            if (world.measurements().answer(query, world.now()).isEmpty()) {
                missing.add(query.id());
            }
        }
        if (!missing.isEmpty()) {
            return "blind: " + String.join(", ", missing) + "\n";
        }
        var input = new SignalInput(world.cluster(), world.measurements(), Thresholds.DEFAULTS, world.now());
        return switch (evaluator.source(input)) {
            case ABSENT -> "off: nothing exports it\n";
            case LOST -> "blind: series lost\n";
            case PRESENT -> print(evaluator.evaluate(input));
        };
    }

    private static String print(SignalReadings readings) {
        var out = new StringBuilder();
        readings.healthyByLayer()
                .forEach((layer, count) -> out.append("healthy ")
                        .append(layer.id())
                        .append(' ')
                        .append(count)
                        .append('\n'));
        readings.readings().forEach(reading -> print(reading, out));
        return out.isEmpty() ? "no subject\n" : out.toString();
    }

    private static void print(SignalReading reading, StringBuilder out) {
        out.append(reading.judgement().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(reading.severity().id())
                .append(' ')
                .append(reading.layer().id())
                .append(' ')
                .append(reading.subject())
                .append('\n');
        if (reading.since() != null) {
            out.append("  since ").append(reading.since()).append('\n');
        }
        line("reasons", reading.reasons(), out);
        line(
                "evidence",
                reading.evidence().stream()
                        .map(e -> e.name() + "=" + number(e.value()))
                        .toList(),
                out);
        line("affected", reading.affected().stream().map(ObjectKey::toString).toList(), out);
    }

    private static void line(String name, List<String> words, StringBuilder out) {
        if (!words.isEmpty()) {
            out.append("  ")
                    .append(name)
                    .append(' ')
                    .append(String.join(", ", words))
                    .append('\n');
        }
    }

    /** Five digits are enough to tell figures apart and hide what adding in another order does. */
    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
