package dev.strata.testbed.fake;

import dev.strata.testbed.fake.Codec.ListMeta;
import dev.strata.testbed.fake.Fault.Stage;
import dev.strata.testbed.fake.object.FakeObject;
import dev.strata.testbed.fake.object.ObjectStore;
import dev.strata.testbed.fake.object.Snapshot;
import dev.strata.testbed.fake.template.Bound;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers lists, page by page, and single GETs. */
final class ListCalls {

    /** About the size from which a real server compresses. */
    private static final int GZIP_FROM = 32;

    private final ObjectStore store;
    private final Faults faults;
    private final FakePlan plan;
    private final Pages pages;

    ListCalls(ObjectStore store, Faults faults, FakePlan plan, Pages pages) {
        this.store = store;
        this.faults = faults;
        this.plan = plan;
        this.pages = pages;
    }

    void get(Call call) throws IOException {
        Optional<FakeObject> found = store.get(call.kind(), call.namespace(), call.name());
        if (found.isEmpty()) {
            call.fail(Answer.of(404, "NotFound", call.kind().resource() + " \"" + call.name() + "\" not found"));
            return;
        }
        try (OutputStream out = call.exchange().stream(200, call.codec().contentType(false), false)) {
            call.codec().object(out, call.kind(), found.get().body());
        }
    }

    void list(Call call) throws IOException {
        Answer invalid = validate(call);
        if (invalid != null) {
            call.fail(invalid);
            return;
        }
        Pages.Token token = null;
        if (!call.param("continue").isEmpty()) {
            token = Pages.Token.decode(call.param("continue"));
            if (token == null) {
                call.fail(Answer.badRequest("continue key is not valid"));
                return;
            }
        }
        Snapshot snapshot = snapshot(call, token);
        if (snapshot != null) {
            page(call, snapshot, token == null ? "" : token.start());
        }
    }

    /** The rules of resourceVersionMatch; null where they are kept. */
    private static @Nullable Answer validate(Call call) {
        String match = call.param("resourceVersionMatch");
        String version = call.param("resourceVersion");
        if (call.request().hasParam("sendInitialEvents")) {
            return Answer.invalid("sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list");
        }
        if (!version.isEmpty() && !version.chars().allMatch(Character::isDigit)) {
            return Answer.invalid("resourceVersion: Invalid value: \"" + version + "\"");
        }
        if (match.isEmpty()) {
            return null;
        }
        if (version.isEmpty() || !call.param("continue").isEmpty()) {
            return Answer.invalid("resourceVersionMatch: Forbidden: only with resourceVersion and without continue");
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            return Answer.invalid("resourceVersionMatch: Unsupported value: \"" + match + "\"");
        }
        return match.equals("Exact") && version.equals("0")
                ? Answer.invalid("resourceVersionMatch: Forbidden: Exact is forbidden for resourceVersion 0")
                : null;
    }

    /** What to list from; null where the answer was given because there is nothing. */
    private @Nullable Snapshot snapshot(Call call, Pages.@Nullable Token token) throws IOException {
        if (token != null) {
            Optional<Snapshot> kept = token.version() < 0
                    ? Optional.of(store.snapshot(call.kind()))
                    : pages.find(call.kind(), token.version());
            if (kept.isEmpty()) {
                call.fail(
                        Answer.expired(
                                "The provided continue parameter is too old to display a consistent list result."),
                        new Pages.Token(-1, token.start()).encode());
            }
            return kept.orElse(null);
        }
        String version = call.param("resourceVersion");
        Snapshot now = store.snapshot(call.kind());
        if (version.isEmpty() || version.equals("0")) {
            return now;
        }
        long asked = Long.parseLong(version);
        if (asked > now.resourceVersion()) {
            call.fail(Answer.tooLarge(version, now.resourceVersion()));
            return null;
        }
        boolean exact = call.param("resourceVersionMatch").equals("Exact")
                || (call.param("resourceVersionMatch").isEmpty() && limit(call) > 0);
        if (!exact || asked >= store.lastChange(call.kind())) {
            return exact ? new Snapshot(asked, now.objects()) : now;
        }
        Optional<Snapshot> kept = pages.find(call.kind(), asked);
        if (kept.isEmpty()) {
            call.fail(Answer.expired("The resourceVersion for the provided list is too old."));
        }
        return kept.orElse(null);
    }

    private void page(Call call, Snapshot snapshot, String start) throws IOException {
        List<FakeObject> objects = snapshot.objects();
        int first = start.isEmpty() ? 0 : Pages.position(objects, start);
        int limit = limit(call);
        List<Bound> items = new ArrayList<>();
        int next = first;
        while (next < objects.size() && (limit == 0 || items.size() < limit)) {
            FakeObject object = objects.get(next++);
            if (call.accepts(object)) {
                items.add(object.body());
            }
        }
        String token = "";
        Long remaining = null;
        if (next < objects.size()) {
            pages.keep(call.kind(), snapshot);
            token = new Pages.Token(
                            snapshot.resourceVersion(), objects.get(next).key())
                    .encode();
            remaining = call.selects() ? null : (long) objects.size() - next;
        }
        write(call, new ListMeta(Long.toString(snapshot.resourceVersion()), token, remaining), items);
    }

    private void write(Call call, ListMeta meta, List<Bound> items) throws IOException {
        Fault fault = items.isEmpty() ? null : faults.take(call.kind(), Stage.LIST, any -> true);
        FaultyPage page = new FaultyPage(fault, fault == null ? -1 : faults.below(items.size()));
        boolean gzip = plan.gzip()
                && items.size() >= GZIP_FROM
                && call.request().header("accept-encoding").contains("gzip");
        OutputStream out = call.exchange().stream(200, call.codec().contentType(false), gzip);
        try {
            call.codec().list(out, call.kind(), meta, items, page);
        } catch (Codec.CutException cut) {
            out.flush();
            Cuts.end(call.exchange(), fault, plan.stall());
        }
        if (fault != null && fault.spoilsObject()) {
            heal(call, items.get(page.place()));
        }
    }

    /** The client has seen a spoilt object; the next it hears of it is sound again. */
    private void heal(Call call, Bound item) {
        String namespace =
                item.text("namespace").filter(any -> call.kind().namespaced()).orElse("");
        store.get(call.kind(), namespace, item.text("name").orElse("")).ifPresent(store::touch);
    }

    private static int limit(Call call) {
        try {
            return Math.max(0, Integer.parseInt(call.param("limit")));
        } catch (NumberFormatException absent) {
            return 0;
        }
    }

    /** A page in which at most one item is not as it should be. */
    private record FaultyPage(@Nullable Fault fault, int place) implements Codec.Page {

        @Override
        public Bound body(int index, Bound original) {
            return fault != null && index == place && fault.spoilsObject() ? Spoiler.spoil(fault, original) : original;
        }

        @Override
        public boolean endsWithin(int index) {
            return fault != null && index == place && !fault.spoilsObject();
        }
    }
}
