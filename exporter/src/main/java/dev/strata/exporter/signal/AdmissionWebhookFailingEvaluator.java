package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.WebhookFacts;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A webhook that is slow, or whose calls fail, as the API server counts it; the subject is its configuration. */
final class AdmissionWebhookFailingEvaluator extends FamilyEvaluator {

    private static final Set<KubeResource> CONFIGURATIONS =
            Set.of(KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS, KubeResource.MUTATINGWEBHOOKCONFIGURATIONS);

    AdmissionWebhookFailingEvaluator() {
        super(
                MachineSignals.ADMISSION_WEBHOOK_FAILING,
                FamilyQueries.WEBHOOKS,
                "calls_per_second",
                "errors_per_second",
                "fail_open_per_second");
    }

    @Override
    public Set<KubeResource> resources() {
        return CONFIGURATIONS;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<String, ObjectKey> byHook = new HashMap<>();
        Map<ObjectKey, Set<ObjectKey>> services = new HashMap<>();
        for (KubeResource resource : CONFIGURATIONS) {
            for (WebhookFacts configuration : input.cluster().all(resource, WebhookFacts.class)) {
                for (WebhookFacts.Hook hook : configuration.hooks()) {
                    byHook.put(hook.name(), configuration.key());
                    if (hook.service() != null) {
                        services.computeIfAbsent(configuration.key(), key -> new TreeSet<>())
                                .add(hook.service());
                    }
                }
            }
        }
        FigureTable table = FigureTable.of(
                input.families().of(family()),
                family().figures(),
                sample -> byHook.containsKey(sample.label("name"))
                        ? List.of(byHook.get(sample.label("name")))
                        : List.of(),
                List.of("name"));
        var sheet = new Sheet(signal());
        for (ObjectKey configuration : table.subjects()) {
            Draft draft = null;
            for (Row row : table.rows(configuration)) {
                draft = draft == null ? judge(configuration, row) : draft;
            }
            if (draft == null) {
                sheet.healthy();
            } else {
                sheet.add(draft.affects(services.getOrDefault(configuration, Set.of())));
            }
        }
        return sheet.done();
    }

    private @Nullable Draft judge(ObjectKey configuration, Row row) {
        boolean fails = row.get("errors_per_second") > limit("errors_per_second");
        boolean open = row.get("fail_open_per_second") > limit("fail_open_per_second");
        boolean slow = row.get("p99_seconds") > limit("p99_seconds")
                && row.get("calls_per_second") >= limit("calls_per_second");
        if (!fails && !open && !slow) {
            return null;
        }
        return Draft.bad(signal(), configuration, Severity.WARNING)
                .reason(fails ? "calls_fail" : open ? "lets_pass_unchecked" : "slow")
                .evidence("errors_per_second", row.get("errors_per_second"))
                .evidence("fail_open_per_second", row.get("fail_open_per_second"))
                .evidence("p99_seconds", row.get("p99_seconds"));
    }
}
