package dev.strata.testbed.fake;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.template.Bound;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write what the API says. */
interface Codec {

    /**
     * What stands before the items of a list.
     *
     * @param token to continue with, empty on the last page
     * @param remaining how many are still to come, null where the server does not say
     */
    record ListMeta(
            String resourceVersion, String token, @Nullable Long remaining) {}

    /** Changes to a list while it is written. */
    interface Page {

        Bound body(int index, Bound original);

        /** Whether the body is to end in the middle of this item. */
        boolean endsWithin(int index);
    }

    /** Says that the body was cut as it should be. */
    final class CutException extends IOException {
        private static final long serialVersionUID = 1;
    }

    String contentType(boolean watch);

    void list(OutputStream out, ApiKind kind, ListMeta meta, List<Bound> items, Page page) throws IOException;

    /** One object alone. */
    void object(OutputStream out, ApiKind kind, Bound body) throws IOException;

    void event(OutputStream out, String type, ApiKind kind, Bound body) throws IOException;

    /** A bookmark; {@code initialEnd} marks the end of the initial events. */
    void bookmark(OutputStream out, ApiKind kind, long version, boolean initialEnd) throws IOException;

    /** An ERROR event. */
    void error(OutputStream out, Answer answer) throws IOException;

    /** A failure as the body of an answer; an inconsistent continuation stands in its metadata, empty for none. */
    byte[] status(Answer answer, String token);
}
