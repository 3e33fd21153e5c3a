package dev.strata.testbed.fake;

import dev.strata.testbed.fake.object.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Answers watches, each on the thread of its connection. */
final class WatchCalls {

    private final ObjectStore store;
    private final FakeCluster cluster;
    private final Faults faults;
    private final FakePlan plan;

    WatchCalls(FakeCluster cluster, Faults faults, FakePlan plan) {
        this.cluster = cluster;
        this.store = cluster.store();
        this.faults = faults;
        this.plan = plan;
    }

    void watch(Call call) throws IOException {
        Answer invalid = validate(call);
        if (invalid != null) {
            call.fail(invalid);
            return;
        }
        String version = call.param("resourceVersion");
        if (call.wantsInitialEvents() && !version.isEmpty() && Long.parseLong(version) > store.version()) {
            call.fail(Answer.tooLarge(version, store.version()));
            return;
        }
        OutputStream out = call.exchange().stream(200, call.codec().contentType(true), false);
        OpenWatch watch = new OpenWatch(call, out, cluster, faults, plan);
        try {
            watch.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rules for watches; null where they are kept. */
    private @Nullable Answer validate(Call call) {
        String match = call.param("resourceVersionMatch");
        boolean initial = call.request().hasParam("sendInitialEvents");
        String version = call.param("resourceVersion");
        if (!version.isEmpty() && !version.chars().allMatch(Character::isDigit)) {
            return Answer.badRequest("invalid resource version \"" + version + "\"");
        }
        if (initial && !plan.watchList()) {
            return Answer.invalid("sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the"
                    + " WatchList feature gate is enabled");
        }
        if (initial && !match.equals("NotOlderThan")) {
            return Answer.invalid("resourceVersionMatch: Forbidden: sendInitialEvents requires setting"
                    + " resourceVersionMatch to NotOlderThan");
        }
        return !initial && !match.isEmpty()
                ? Answer.invalid("resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless"
                        + " sendInitialEvents is provided")
                : null;
    }
}
