package dev.strata.rulegen.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.score.AlertStates.Firing;
import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import dev.strata.rulegen.score.ServerClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlertStatesTest {
    private static final long STEP = 60;

    @Test
    void states_heldLongEnough_fireAtTheHold() {
        assertThat(minutes(play(rule(5, 0), List.of(), true, 0, 10))).containsExactly("5..10");
    }

    @Test
    void states_interrupted_beginAnew() {
        Answer answer = answer(LongStream.concat(LongStream.rangeClosed(0, 4), LongStream.rangeClosed(6, 12)));
        assertThat(minutes(AlertStates.of(rule(5, 0), answer, 0, 20 * STEP, STEP, List.of())))
                .containsExactly("11..12");
    }

    @Test
    void states_keptFiring_bridgeAGap() {
        Answer answer = answer(LongStream.concat(LongStream.rangeClosed(0, 5), LongStream.rangeClosed(8, 9)));
        assertThat(minutes(AlertStates.of(rule(2, 3), answer, 0, 20 * STEP, STEP, List.of())))
                .containsExactly("2..12");
    }

    @Test
    void states_afterARestart_restoreLongHoldsOnly() {
        List<long[]> silence = List.of(new long[] {3 * STEP, 5 * STEP});
        assertThat(minutes(play(rule(4, 0), silence, true, 0, 20))).containsExactly("9..20");
        assertThat(minutes(play(rule(12, 0), silence, true, 0, 20))).containsExactly("12..20");
    }

    private static List<Firing> play(ScoredRule rule, List<long[]> silences, boolean on, long from, long to) {
        Answer answer = answer(on ? LongStream.rangeClosed(from, to) : LongStream.empty());
        return AlertStates.of(rule, answer, from * STEP, to * STEP, STEP, silences);
    }

    private static ScoredRule rule(int hold, int keep) {
        var tree =
                Objects.requireNonNull(PromqlParser.create().parse("vector(1)").tree());
        return new ScoredRule(
                "A", "vector(1)", tree, Duration.ofMinutes(hold), Duration.ofMinutes(keep), new TreeMap<>());
    }

    private static Answer answer(LongStream minutes) {
        long[] millis = minutes.map(minute -> minute * STEP * 1000).toArray();
        return new Answer(new TreeMap<>(Map.of("node", "a")), millis, new double[millis.length]);
    }

    private static List<String> minutes(List<Firing> firings) {
        return firings.stream()
                .map(firing -> firing.from() / STEP + ".." + firing.to() / STEP)
                .toList();
    }
}
