package dev.strata.exporter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.Projection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records a few pods the way a live feed does. */
final class Tape implements AutoCloseable {

    static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    static final Projection PROJECTION = Projection.plain();

    Instant now = T0;
    final RecordingWriter writer;

    Tape(Path folder) {
        writer = RecordingWriter.create(folder, () -> now, query -> query.template());
    }

    static String pod(String name, int restarts) {
        return """
                {"metadata":{"name":"%s","namespace":"shop","uid":"u-%s"},
                 "spec":{"containers":[{"name":"main","env":[{"name":"K","value":"s3cr3t"}],"args":["s3cr3t"]}]},
                 "status":{"containerStatuses":[{"name":"main","restartCount":%d,"containerID":"s3cr3t"}]}}
                """.formatted(name, name, restarts);
    }

    static byte[] copied(KubeResource resource, String json) {
        var bytes = new ByteArrayOutputStream();
        try (JsonParser parser = Lines.JSON.createParser(json);
                JsonGenerator out = Lines.JSON.createGenerator(bytes)) {
            parser.nextToken();
            PROJECTION.copy(resource, parser, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ObjectFacts facts(KubeResource resource, String json) {
        try (JsonParser parser = Lines.JSON.createParser(json.getBytes(UTF_8))) {
            parser.nextToken();
            return PROJECTION.project(resource, parser).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectKey key(String pod) {
        return new ObjectKey("Pod", "shop", pod);
    }

    Tape at(int seconds) {
        now = T0.plusSeconds(seconds);
        return this;
    }

    Tape upsert(String name, int restarts) {
        writer.upserted(KubeResource.PODS, key(name), copied(KubeResource.PODS, pod(name, restarts)));
        return this;
    }

    Tape remove(String name) {
        writer.removed(KubeResource.PODS, key(name));
        return this;
    }

    Tape fresh(KubeResource resource, State state, String detail) {
        writer.freshness(resource, new Freshness(state, now, now, detail));
        return this;
    }

    Tape answer(double value) {
        var sample = new Sample(Map.of("namespace", "shop", "service", "order"), value);
        writer.answered(Measurement.answered("service_p99", now, List.of("partial"), List.of(sample)));
        return this;
    }

    Tape begin() {
        try {
            writer.begin("v1.36.3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The incident that most tests use. */
    Tape whole() {
        fresh(KubeResource.PODS, State.SYNCING, "").upsert("a", 0).upsert("b", 0);
        fresh(KubeResource.PODS, State.FRESH, "").fresh(KubeResource.NODES, State.FRESH, "");
        fresh(KubeResource.SERVICES, State.FORBIDDEN, "refused");
        at(1).begin();
        at(10).upsert("a", 1).at(11).answer(0.25).at(20).upsert("c", 0).at(30).remove("b");
        at(40).fresh(KubeResource.PODS, State.STALE, "gone").at(50).answer(Double.POSITIVE_INFINITY);
        at(50).writer.answered(Measurement.failed("slo_info", now, "HTTP 500"));
        return at(60);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
