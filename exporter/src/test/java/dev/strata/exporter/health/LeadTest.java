package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.SignalReading;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which root cause stands first while what speaks for it comes and goes. */
class LeadTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int STEPS = 240;
    private static final ObjectKey NODE = ObjectKey.of("Node", "node-1");
    private static final ObjectKey CLAIM = new ObjectKey("PersistentVolumeClaim", "shop", "data");

    private final World world = new World(START);
    private final ScriptedEvaluator pressure =
            new ScriptedEvaluator(Signals.byId("node_pressure").orElseThrow());
    private final ScriptedEvaluator claims =
            new ScriptedEvaluator(Signals.byId("pvc_pending").orElseThrow());
    private final ScriptedEvaluator pending = new ScriptedEvaluator(Signals.POD_PENDING_UNSCHEDULED);
    private final HealthFold fold = new HealthFold(List.of(pressure, claims, pending));
    private @Nullable HealthSnapshot last;

    private FindingId look() {
        world.pass(STEP);
        last = fold.next(last, Timeline.input(world, HealthSettings.DEFAULTS));
        return last.rootCauses().get(0).finding().id();
    }

    private void claimWaits(Severity severity) {
        claims.say(Judgement.BAD, CLAIM, severity, START.minusSeconds(600));
    }

    /** Effects of the claim, which decide between causes that are equally bad. */
    private void podsWait(boolean wait) {
        Signal signal = Signals.POD_PENDING_UNSCHEDULED;
        for (int i = 0; i < 3; i++) {
            ObjectKey workload = new ObjectKey("Deployment", "shop", "app-" + i);
            if (wait) {
                pending.say(new SignalReading(
                        workload,
                        java.util.Objects.requireNonNull(signal.layer()),
                        Judgement.BAD,
                        Severity.WARNING,
                        START.minusSeconds(500),
                        List.of("claim_unbound"),
                        List.of(),
                        List.of(CLAIM)));
            } else {
                pending.clear(workload);
            }
        }
    }

    private static int changes(List<FindingId> leaders) {
        int changes = 0;
        for (int i = 1; i < leaders.size(); i++) {
            changes += leaders.get(i).equals(leaders.get(i - 1)) ? 0 : 1;
        }
        return changes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 8, 12, 20, 40})
    void first_evidenceThatFlaps_changesAtMostAsDocumented(int every) {
        pressure.say(Judgement.BAD, NODE, Severity.WARNING, START.minusSeconds(600));
        claimWaits(Severity.WARNING);
        var leaders = new ArrayList<FindingId>();
        for (int step = 0; step < STEPS; step++) {
            podsWait(step / every % 2 == 0);
            leaders.add(look());
        }
        long most = STEP.multipliedBy(STEPS).dividedBy(Lead.PATIENCE);
        assertThat(changes(leaders)).as("flaps every %d rounds", every).isLessThanOrEqualTo((int) most);
        if (STEP.multipliedBy(every).compareTo(Lead.PATIENCE) < 0) {
            assertThat(changes(leaders)).as("flaps every %d rounds", every).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 8, 12, 20, 40})
    void first_severityThatFlaps_changesAtMostTwiceInThePatience(int every) {
        pressure.say(Judgement.BAD, NODE, Severity.WARNING, START.minusSeconds(600));
        var leaders = new ArrayList<FindingId>();
        for (int step = 0; step < STEPS; step++) {
            claimWaits(step / every % 2 == 0 ? Severity.CRITICAL : Severity.WARNING);
            leaders.add(look());
        }
        long most = 2 * STEP.multipliedBy(STEPS).dividedBy(Lead.PATIENCE);
        assertThat(changes(leaders)).as("flaps every %d rounds", every).isLessThanOrEqualTo((int) most);
        if (STEP.multipliedBy(every).compareTo(Lead.PATIENCE) < 0) {
            assertThat(changes(leaders)).as("flaps every %d rounds", every).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void first_worseOne_leadsAtOnce() {
        pressure.say(Judgement.BAD, NODE, Severity.WARNING, START.minusSeconds(600));
        assertThat(look().subject()).isEqualTo(NODE);
        look();
        claimWaits(Severity.CRITICAL);
        for (int i = 0; i < 40; i++) {
            FindingId first = look();
            boolean fires = java.util.Objects.requireNonNull(last).rootCauses().size() == 2;
            assertThat(first.subject()).isEqualTo(fires ? CLAIM : NODE);
        }
    }

    @Test
    void first_equallyBadOneThatRanksBefore_leadsAfterThePatience() {
        pressure.say(Judgement.BAD, NODE, Severity.WARNING, START.minusSeconds(600));
        claimWaits(Severity.WARNING);
        FindingId first = look();
        podsWait(true);
        int rounds = 0;
        while (look().equals(first) && rounds < 100) {
            rounds++;
        }
        Duration waited = STEP.multipliedBy(rounds);
        assertThat(first.subject()).isEqualTo(NODE);
        assertThat(waited).isGreaterThanOrEqualTo(Lead.PATIENCE).isLessThan(Duration.ofMinutes(15));
    }
}
