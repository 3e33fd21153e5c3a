package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.Golden;
import dev.strata.exporter.World;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.inquiry.Answer.State;
import dev.strata.exporter.inquiry.Playbook;
import dev.strata.exporter.inquiry.Scene;
import dev.strata.exporter.inquiry.Scope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What playbooks answer about plain objects; each folder below {@code playbook} is a cluster. */
class PlaybookReportTest {

    /** Others are switched off, so that a new signal does not change what is written here. */
    private static final Set<String> ASKED = Set.of(
            Signals.NODE_NOT_READY.id(),
            Signals.COREDNS_DEGRADED.id(),
            Signals.ROLLOUT_STUCK.id(),
            Signals.POD_CRASHLOOP.id(),
            Signals.POD_PENDING_UNSCHEDULED.id(),
            Signals.SERVICE_NO_READY_ENDPOINTS.id(),
            Signals.HPA_AT_MAX.id());

    private static final Path CASES = Path.of("src/test/resources/playbook");

    @ParameterizedTest
    @EnumSource(Playbook.class)
    void text_ofItsOwnCase_isAnswered(Playbook playbook) {
        Path folder = CASES.resolve(playbook.id());
        Golden.check(
                folder.resolve("expected.txt"),
                report(playbook, scene(playbook.id())).text(false, 120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "blind"})
    void text_ofAllPlaybooks_isAnswered(String name) {
        String all = Arrays.stream(Playbook.values())
                .map(playbook -> report(playbook, scene(name)).text(false, 120))
                .collect(Collectors.joining("\n"));
        Golden.check(CASES.resolve(name).resolve("expected.txt"), all);
    }

    @ParameterizedTest
    @EnumSource(Playbook.class)
    void answers_whenNothingCanBeSeen_areNeverFine(Playbook playbook) {
        var world = World.given(Golden.read(CASES.resolve("quiet/given.yaml"))).withoutPrometheus();
        world.seeAll(dev.strata.exporter.cluster.Freshness.State.STALE);
        assertThat(playbook.ask(scene(world, Scope.ALL)))
                .allSatisfy(one -> assertThat(one.answer().state()).isEqualTo(State.UNKNOWN));
    }

    @Test
    void markdown_ofAPlaybook_isAList() {
        assertThat(report(Playbook.HPA, scene("hpa")).markdown())
                .startsWith("# Playbook hpa: the autoscaler scales and latency still rises, at 2026")
                .contains(
                        "\n1. Is it at its ceiling? **FOUND**\n   - HorizontalPodAutoscaler shop/orders: 6 of at most 6");
    }

    @Test
    void answers_outsideTheScope_areLeftOut() {
        var world = World.given(Golden.read(CASES.resolve("pending/given.yaml")));
        world.apply("""
                kind: Namespace
                metadata: { name: quiet, creationTimestamp: "2026-11-01T00:00:00Z" }
                """);
        assertThat(Playbook.PENDING.ask(scene(world, Scope.of(world.cluster(), "quiet", ""))))
                .allSatisfy(one -> assertThat(one.answer().state()).isNotEqualTo(State.FOUND));
    }

    private static PlaybookReport report(Playbook playbook, Scene scene) {
        return new PlaybookReport(playbook, scene.scope(), playbook.ask(scene), scene.snapshot());
    }

    private static Scene scene(String name) {
        return scene(World.given(Golden.read(CASES.resolve(name).resolve("given.yaml"))), Scope.ALL);
    }

    private static Scene scene(World world, Scope scope) {
        var usual = HealthSettings.DEFAULTS;
        Set<String> others = Signals.ALL.stream()
                .map(Signal::id)
                .filter(id -> !ASKED.contains(id))
                .collect(Collectors.toSet());
        var input = new HealthInput(
                world.cluster(),
                world.measurements(),
                List.of(),
                new HealthSettings(usual.thresholds(), Map.of(), others, usual.holdUnknown(), usual.ownerLabels()),
                Map.of(),
                world.now());
        return new Scene(world.cluster(), new HealthFold().next(null, input), scope);
    }
}
