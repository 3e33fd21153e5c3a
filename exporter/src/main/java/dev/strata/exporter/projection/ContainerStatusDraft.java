package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.ContainerFacts.Ended;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a pod's {@code containerStatuses}. */
final class ContainerStatusDraft {

    private static final Fields<End> END = new Fields<End>()
            .whole("exitCode", (e, v) -> e.exitCode = v)
            .word("reason", (e, v) -> e.reason = v)
            .time("finishedAt", (e, v) -> e.finishedAt = v);

    static final Fields<ContainerStatusDraft> FIELDS = new Fields<ContainerStatusDraft>()
            .word("name", (s, v) -> s.name = v)
            .flag("ready", (s, v) -> s.ready = v)
            .whole("restartCount", (s, v) -> s.restartCount = v)
            .within(
                    "state",
                    new Fields<ContainerStatusDraft>()
                            .within(
                                    "waiting",
                                    new Fields<ContainerStatusDraft>().word("reason", (s, v) -> s.waitingReason = v))
                            .part(
                                    "running",
                                    ContainerStatusDraft::runs,
                                    new Fields<ContainerStatusDraft>().time("startedAt", (s, v) -> s.startedAt = v))
                            .part("terminated", s -> s.ended = new End(), END))
            .within(
                    "lastState",
                    new Fields<ContainerStatusDraft>().part("terminated", s -> s.previous = new End(), END));

    String name = "";
    private boolean ready;
    private long restartCount;
    private String waitingReason = "";
    private boolean running;
    private @Nullable Instant startedAt;
    private @Nullable End ended;
    private @Nullable End previous;

    private static final class End {
        private long exitCode;
        private String reason = "";
        private @Nullable Instant finishedAt;
    }

    private ContainerStatusDraft runs() {
        running = true;
        return this;
    }

    /** Null while its process does not run. */
    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    ContainerFacts facts(String containerName, String image, boolean init) {
        return new ContainerFacts(
                containerName,
                image,
                init,
                ready,
                Drafts.clamped(restartCount),
                waitingReason,
                running,
                end(ended),
                end(previous));
    }

    private static @Nullable Ended end(@Nullable End end) {
        return end == null ? null : new Ended(Drafts.clamped(end.exitCode), end.reason, end.finishedAt);
    }
}
