package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.WireBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Kubernetes' protobuf: the four bytes {@code k8s\0} and a {@code runtime.Unknown} around each object; in a watch each
 * {@code WatchEvent} follows its length as four bytes, and its object has an envelope of its own.
 */
final class WireCodec implements Codec {

    private static final byte[] MAGIC = "k8s\0".getBytes(US_ASCII);

    private final String message;
    private final boolean metadataOnly;
    private final WireBuffer buffer = new WireBuffer();

    /** Writes one kind's message, or {@code PartialObjectMetadata}; not for several threads. */
    WireCodec(String message, boolean metadataOnly) {
        this.message = message;
        this.metadataOnly = metadataOnly;
    }

    @Override
    public String contentType(boolean watch) {
        return "application/vnd.kubernetes.protobuf" + (watch ? ";stream=watch" : "");
    }

    @Override
    public void list(OutputStream out, ApiKind kind, ListMeta meta, List<Bound> items, Page page) throws IOException {
        long length = 0;
        for (int i = 0; i < items.size(); i++) {
            fillItem(page.body(i, items.get(i)));
            length += buffer.size();
        }
        byte[] head = head(meta);
        byte[] envelope = envelope(listType(kind), head.length + length);
        out.write(MAGIC);
        out.write(envelope);
        out.write(head);
        for (int i = 0; i < items.size(); i++) {
            fillItem(page.body(i, items.get(i)));
            if (page.endsWithin(i)) {
                byte[] whole = buffer.toByteArray();
                out.write(whole, 0, whole.length / 2);
                throw new CutException();
            }
            buffer.writeTo(out);
        }
    }

    @Override
    public void object(OutputStream out, ApiKind kind, Bound body) throws IOException {
        fill(body);
        wrap(type(kind));
        buffer.writeTo(out);
    }

    @Override
    public void event(OutputStream out, String type, ApiKind kind, Bound body) throws IOException {
        fill(body);
        frame(out, type, type(kind));
    }

    @Override
    public void bookmark(OutputStream out, ApiKind kind, long version, boolean initialEnd) throws IOException {
        buffer.clear();
        if (initialEnd) {
            buffer.text(2, "true");
            buffer.text(1, "k8s.io/initial-events-end");
            buffer.endDelimited(12, buffer.size());
        }
        buffer.text(6, Long.toString(version));
        buffer.endDelimited(1, buffer.size());
        frame(out, "BOOKMARK", type(kind));
    }

    @Override
    public void error(OutputStream out, Answer answer) throws IOException {
        fill(answer, "");
        frame(out, "ERROR", new Type("v1", "Status"));
    }

    @Override
    public byte[] status(Answer answer, String token) {
        fill(answer, token);
        wrap(new Type("v1", "Status"));
        return buffer.toByteArray();
    }

    /** What an envelope says about its content. */
    private record Type(String apiVersion, String kind) {}

    private Type type(ApiKind kind) {
        return metadataOnly
                ? new Type("meta.k8s.io/v1", "PartialObjectMetadata")
                : new Type(kind.apiVersion(), kind.kind());
    }

    private Type listType(ApiKind kind) {
        Type one = type(kind);
        return new Type(one.apiVersion(), one.kind() + "List");
    }

    private void fill(Bound body) {
        buffer.clear();
        body.prependWire(message, buffer);
    }

    private void fillItem(Bound body) {
        fill(body);
        buffer.endDelimited(2, buffer.size());
    }

    private void fill(Answer answer, String token) {
        buffer.clear();
        buffer.varintField(6, answer.code());
        if (answer.retryAfterSeconds() > 0) {
            int before = buffer.size();
            buffer.varintField(5, answer.retryAfterSeconds());
            buffer.endDelimited(5, buffer.size() - before);
        }
        buffer.text(4, answer.reason());
        buffer.text(3, answer.message());
        buffer.text(2, "Failure");
        int before = buffer.size();
        buffer.text(3, token);
        buffer.endDelimited(1, buffer.size() - before);
    }

    private static byte[] head(ListMeta meta) {
        WireBuffer head = new WireBuffer();
        if (meta.remaining() != null) {
            head.varintField(4, meta.remaining());
        }
        head.text(3, meta.token());
        head.text(2, meta.resourceVersion());
        head.endDelimited(1, head.size());
        return head.toByteArray();
    }

    /** The envelope up to its content, which is its last field here. */
    private static byte[] envelope(Type type, long length) {
        WireBuffer envelope = new WireBuffer();
        envelope.endDelimited(2, length);
        int before = envelope.size();
        envelope.text(2, type.kind());
        envelope.text(1, type.apiVersion());
        envelope.endDelimited(1, envelope.size() - before);
        return envelope.toByteArray();
    }

    private void wrap(Type type) {
        buffer.bytes(envelope(type, buffer.size()));
        buffer.bytes(MAGIC);
    }

    private void frame(OutputStream out, String event, Type type) throws IOException {
        wrap(type);
        buffer.endDelimited(1, buffer.size());
        buffer.endDelimited(2, buffer.size());
        buffer.text(1, event);
        out.write(ByteBuffer.allocate(4).putInt(buffer.size()).array());
        buffer.writeTo(out);
    }
}
