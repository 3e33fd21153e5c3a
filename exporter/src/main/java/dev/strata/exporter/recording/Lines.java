package dev.strata.exporter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.exporter.projection.Projection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A file with one JSON object in each line. */
final class Lines {

    static final ObjectMapper JSON = JsonMapper.builder(Projection.json())
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false)
            .build();

    /** Longer lines are not recorded by us: the largest object of the API has 1.5 MB. */
    private static final int LONGEST_LINE = 8 << 20;

    private final Path file;

    Lines(Path folder, String name) {
        this.file = folder.resolve(name);
    }

    /** What is done with a line. */
    interface Use {
        void line(Place place, JsonNode node) throws IOException;
    }

    /** Where a line stands, for messages. */
    record Place(String file, int line) {

        RecordingException problem(String what) {
            return problem(what, null);
        }

        RecordingException problem(String what, @Nullable Throwable cause) {
            return new RecordingException(file + ":" + line, what, cause);
        }
    }

    /** Reads all lines; empty {@code promised} for a recording that does not say how many there are. */
    void read(OptionalLong promised, Use use) {
        if (!Files.isRegularFile(file)) {
            throw new RecordingException(file.toString(), "is missing from the recording");
        }
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
            for (String line = next(reader, number + 1); line != null; line = next(reader, number + 1)) {
                number++;
                var place = new Place(file.toString(), number);
                use.line(place, object(place, line));
            }
        } catch (CharacterCodingException e) {
            throw new Place(file.toString(), number + 1).problem("no text in UTF-8", e);
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        if (promised.isPresent() && promised.getAsLong() != number) {
            throw new Place(file.toString(), number)
                    .problem("the file ends here, but %s promises %d lines: it is cut off or was changed"
                            .formatted(FolderReader.META, promised.getAsLong()));
        }
    }

    private @Nullable String next(Reader reader, int number) throws IOException {
        var line = new StringBuilder();
        for (int c = reader.read(); c != -1; c = reader.read()) {
            if (c == '\n') {
                return line.toString();
            }
            line.append((char) c);
            if (line.length() > LONGEST_LINE) {
                throw new Place(file.toString(), number).problem("longer than 8 MiB");
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    /** A line as a tree; it must be an object and nothing else. */
    private static JsonNode object(Place place, String line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw place.problem("expected a JSON object");
            }
            JsonNode node = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                throw place.problem("something follows the JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw place.problem("broken JSON, is the file cut off? " + e.getOriginalMessage(), e);
        }
    }
}
