package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.template.Bound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** JSON, whole objects or their metadata only. */
final class JsonCodec implements Codec {

    private final boolean metadataOnly;

    JsonCodec(boolean metadataOnly) {
        this.metadataOnly = metadataOnly;
    }

    @Override
    public String contentType(boolean watch) {
        return watch ? "application/json;stream=watch" : "application/json";
    }

    @Override
    public void list(OutputStream out, ApiKind kind, ListMeta meta, List<Bound> items, Page page) throws IOException {
        String type = metadataOnly
                ? "\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\""
                : "\"kind\":\"" + kind.kind() + "List\",\"apiVersion\":\"" + kind.apiVersion() + '"';
        StringBuilder head = new StringBuilder("{").append(type).append(",\"metadata\":{\"resourceVersion\":\"");
        head.append(meta.resourceVersion()).append('"');
        if (!meta.token().isEmpty()) {
            head.append(",\"continue\":\"").append(meta.token()).append('"');
        }
        if (meta.remaining() != null) {
            head.append(",\"remainingItemCount\":").append(meta.remaining());
        }
        write(out, head.append("},\"items\":[").toString());
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Bound body = page.body(i, items.get(i));
            if (page.endsWithin(i)) {
                half(out, body);
            }
            item(out, body);
        }
        write(out, "]}\n");
    }

    @Override
    public void object(OutputStream out, ApiKind kind, Bound body) throws IOException {
        full(out, body);
        out.write('\n');
    }

    @Override
    public void event(OutputStream out, String type, ApiKind kind, Bound body) throws IOException {
        write(out, "{\"type\":\"" + type + "\",\"object\":");
        full(out, body);
        write(out, "}\n");
    }

    @Override
    public void bookmark(OutputStream out, ApiKind kind, long version, boolean initialEnd) throws IOException {
        String type = metadataOnly
                ? "\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\""
                : "\"kind\":\"" + kind.kind() + "\",\"apiVersion\":\"" + kind.apiVersion() + '"';
        String end = initialEnd ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        String rest =
                kind.plural().equals("pods") && !metadataOnly ? ",\"spec\":{\"containers\":null},\"status\":{}" : "";
        write(
                out,
                "{\"type\":\"BOOKMARK\",\"object\":{" + type + ",\"metadata\":{\"resourceVersion\":\"" + version + '"'
                        + end + '}' + rest + "}}\n");
    }

    @Override
    public void error(OutputStream out, Answer answer) throws IOException {
        write(out, "{\"type\":\"ERROR\",\"object\":");
        out.write(status(answer, ""));
        write(out, "}\n");
    }

    @Override
    public byte[] status(Answer answer, String token) {
        String message = new String(JsonStringEncoder.getInstance().quoteAsString(answer.message()));
        String details = answer.retryAfterSeconds() > 0
                ? ",\"details\":{\"retryAfterSeconds\":" + answer.retryAfterSeconds() + '}'
                : "";
        String metadata = token.isEmpty() ? "{}" : "{\"continue\":\"" + token + "\"}";
        return ("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":" + metadata
                        + ",\"status\":\"Failure\",\"message\":\"" + message + "\",\"reason\":\"" + answer.reason()
                        + '"' + details + ",\"code\":" + answer.code() + "}")
                .getBytes(UTF_8);
    }

    private void full(OutputStream out, Bound body) throws IOException {
        if (metadataOnly) {
            body.writeMetadata(out);
        } else {
            body.writeJson(out);
        }
    }

    private void item(OutputStream out, Bound body) throws IOException {
        if (metadataOnly) {
            body.writeMetadata(out);
        } else {
            body.writeItem(out);
        }
    }

    private void half(OutputStream out, Bound body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        item(whole, body);
        out.write(whole.toByteArray(), 0, whole.size() / 2);
        throw new CutException();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
