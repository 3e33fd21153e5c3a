package dev.strata.exporter.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.strata.exporter.measurement.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body of {@code /api/v1/query}. Samples that are no finite number or native histograms are left out; any result but an
 * instant vector is an error.
 */
final class ResponseReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final int seriesLimit;
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private String status = "";
    private String resultType = "";
    private String error = "";
    private boolean tooMany;

    private ResponseReader(JsonParser parser, int seriesLimit) {
        this.parser = parser;
        this.seriesLimit = seriesLimit;
    }

    static QueryAnswer read(byte[] body, int seriesLimit) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new ResponseReader(parser, seriesLimit).read();
        } catch (JsonProcessingException | NumberFormatException e) {
            return QueryAnswer.failed(Outcome.MALFORMED, "answer is not what Prometheus sends: " + firstLine(e));
        } catch (IOException e) {
            return QueryAnswer.failed(Outcome.MALFORMED, "answer cannot be read: " + firstLine(e));
        }
    }

    private QueryAnswer read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return QueryAnswer.failed(Outcome.MALFORMED, "answer is not what Prometheus sends: no JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "status" -> status = text();
                case "error" -> error = text();
                case "data" -> data(value);
                case "warnings" -> texts(value);
                default -> parser.skipChildren();
            }
        }
        return answer();
    }

    private QueryAnswer answer() {
        if (status.equals("error")) {
            return QueryAnswer.failed(Outcome.REJECTED, error.isEmpty() ? "query failed" : error);
        }
        if (!status.equals("success")) {
            return QueryAnswer.failed(Outcome.MALFORMED, "answer is not what Prometheus sends: no status");
        }
        if (!resultType.equals("vector")) {
            return QueryAnswer.failed(Outcome.REJECTED, "expected an instant vector, found '" + resultType + "'");
        }
        if (tooMany) {
            return QueryAnswer.failed(Outcome.TOO_MANY_SERIES, "more than " + seriesLimit + " series in the answer");
        }
        return QueryAnswer.answered(warnings, samples);
    }

    private void data(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if (field.equals("resultType")) {
                resultType = text();
            } else if (field.equals("result") && token == JsonToken.START_ARRAY) {
                result();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void result() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT || samples.size() >= seriesLimit) {
                tooMany |= parser.currentToken() == JsonToken.START_OBJECT;
                parser.skipChildren();
                continue;
            }
            element();
        }
    }

    private void element() throws IOException {
        var labels = new TreeMap<String, String>();
        Double value = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if (field.equals("metric") && token == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String label = parser.currentName();
                    parser.nextToken();
                    labels.put(label, text());
                    parser.skipChildren();
                }
            } else if (field.equals("value") && token == JsonToken.START_ARRAY) {
                value = pair();
            } else {
                parser.skipChildren();
            }
        }
        if (value != null && Double.isFinite(value)) {
            samples.add(new Sample(labels, value));
        }
    }

    /** The second element of {@code [time, "value"]}. */
    private @Nullable Double pair() throws IOException {
        String last = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            last = text();
            parser.skipChildren();
        }
        if (last == null || last.endsWith("Inf")) {
            return null;
        }
        return Double.valueOf(last);
    }

    private void texts(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            warnings.add(text());
            parser.skipChildren();
        }
    }

    private String text() throws IOException {
        return parser.currentToken().isScalarValue() ? parser.getText() : "";
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(message);
    }
}
