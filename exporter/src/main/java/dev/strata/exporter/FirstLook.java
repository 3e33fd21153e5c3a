package dev.strata.exporter;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.config.ExporterConfig;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Waits until live sources have been read once, or it is clear that they will not be. */
final class FirstLook {

    private static final Duration STEP = Duration.ofMillis(50);

    /** A cluster that has not answered at all for so long will not answer in time. */
    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    private final LiveSources sources;
    private final ExporterConfig config;
    private final Terminal terminal;

    FirstLook(LiveSources sources, ExporterConfig config, Terminal terminal) {
        this.sources = sources;
        this.config = config;
        this.terminal = terminal;
    }

    /** Starts reading and waits. */
    void await(Duration timeout) {
        long begun = System.nanoTime();
        var asked = CompletableFuture.runAsync(sources::readOnce);
        try {
            while (true) {
                Duration waited = Duration.ofNanos(System.nanoTime() - begun);
                boolean clusterDone = isComplete() || (isSilent() && waited.compareTo(GIVE_UP) >= 0);
                if ((clusterDone && asked.isDone()) || waited.compareTo(timeout) >= 0) {
                    return;
                }
                tell();
                Thread.sleep(STEP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.clear();
        }
    }

    /** Whether any source has answered at all. */
    boolean hasAnswer() {
        return sources.states().stream().anyMatch(state -> state.lastSuccess() != null);
    }

    private boolean isSilent() {
        return sources.cluster().lastSuccess() == null
                && !sources.cluster().problem().isEmpty();
    }

    /** Refused resources will not come either. */
    private boolean isComplete() {
        return watches().allMatch(watch -> switch (watch.freshness().state()) {
            case FRESH, STALE, FORBIDDEN -> true;
            case ABSENT -> watch.resource().isOptional();
            case SYNCING -> false;
        });
    }

    private void tell() {
        long fresh = watches().filter(watch -> watch.freshness().isFresh()).count();
        int objects = watches().mapToInt(WatchStatus::objects).sum();
        String problem = sources.cluster().problem();
        terminal.progress("reading the cluster: " + fresh + " of " + required().size() + " resources, " + objects
                + " objects" + (problem.isEmpty() ? "" : "; " + problem));
    }

    private Stream<WatchStatus> watches() {
        Set<KubeResource> required = required();
        return sources.watches().stream().filter(watch -> required.contains(watch.resource()));
    }

    private Set<KubeResource> required() {
        return Required.resources(config.signals().disabled());
    }
}
