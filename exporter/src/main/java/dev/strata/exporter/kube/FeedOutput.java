package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.FactSink;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.projection.ObjectTap;
import dev.strata.exporter.projection.Projection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the objects of one feed into facts and hands them on. Where there is a tap, it sees exactly what is projected. */
final class FeedOutput {

    private static final Logger logger = LoggerFactory.getLogger(FeedOutput.class);

    private final Feed feed;
    private final Projection projection;
    private final FactSink sink;
    private final @Nullable ObjectTap tap;
    private final JsonFactory json;
    private final FeedReport report;

    FeedOutput(
            Feed feed,
            Projection projection,
            FactSink sink,
            @Nullable ObjectTap tap,
            JsonFactory json,
            FeedReport report) {
        this.feed = feed;
        this.projection = projection;
        this.sink = sink;
        this.tap = tap;
        this.json = json;
        this.report = report;
    }

    /** Takes the object at whose first token the parser stands; empty for one that cannot be read. */
    Optional<ObjectFacts> upsert(JsonParser parser) throws IOException {
        byte[] copy = tap == null ? null : copy(parser);
        Optional<ObjectFacts> facts = copy == null ? projected(parser) : projected(copy);
        if (facts.isPresent()) {
            sink.upsert(facts.get());
            if (tap != null && copy != null) {
                tap.upserted(feed.resource(), facts.get().key(), copy);
            }
        }
        return facts;
    }

    Optional<ObjectFacts> remove(JsonParser parser) throws IOException {
        Optional<ObjectFacts> facts = projected(parser);
        facts.ifPresent(gone -> removed(gone.key()));
        return facts;
    }

    /** The list is complete: what it does not mention is gone. */
    void retain(Set<ObjectKey> listed) {
        for (ObjectKey gone : sink.retain(feed.resource(), feed.scope(), listed)) {
            if (tap != null) {
                tap.removed(feed.resource(), gone);
            }
        }
    }

    private void removed(ObjectKey key) {
        sink.remove(feed.resource(), key);
        if (tap != null) {
            tap.removed(feed.resource(), key);
        }
    }

    private Optional<ObjectFacts> projected(JsonParser parser) throws IOException {
        Optional<ObjectFacts> facts = projection.project(feed.resource(), parser);
        if (facts.isEmpty()) {
            if (report.malformedObjects() == 0) {
                logger.warn(
                        "an object of {} has no name and is passed over; further ones are only counted", feed.label());
            }
            report.malformed();
        }
        return facts;
    }

    private Optional<ObjectFacts> projected(byte[] copy) throws IOException {
        try (JsonParser parser = json.createParser(copy)) {
            parser.nextToken();
            return projected(parser);
        }
    }

    private byte[] copy(JsonParser parser) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            projection.copy(feed.resource(), parser, out);
        }
        return bytes.toByteArray();
    }
}
