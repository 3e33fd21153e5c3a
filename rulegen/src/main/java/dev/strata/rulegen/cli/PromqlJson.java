package dev.strata.rulegen.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Utf8Text;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;

/** Answers as JSON, one line each; places are UTF-8 byte offsets, ends exclusive. */
final class PromqlJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    PromqlJson(PrintWriter out) {
        this.out = out;
    }

    void write(Utf8Text text, PromqlAnswer answer) {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeBooleanField("ok", answer.isOk());
            PromqlAnswer.Sound sound = answer.sound();
            if (sound == null) {
                json.writeNullField("type");
                json.writeNullField("text");
                json.writeNullField("labels");
            } else {
                writeResult(json, sound);
            }
            json.writeArrayFieldStart("diagnostics");
            for (Diagnostic diagnostic : answer.diagnostics()) {
                writeDiagnostic(json, text, diagnostic);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.print(line);
        out.print('\n');
    }

    private static void writeResult(JsonGenerator json, PromqlAnswer.Sound sound) throws IOException {
        Description description = sound.description();
        Labels labels = description.labels();
        json.writeStringField("type", description.type().text());
        json.writeStringField("text", PromqlPrinter.canonical(sound.tree()));
        json.writeObjectFieldStart("labels");
        writeTexts(json, "certain", labels.certain());
        writeTexts(json, "possible", labels.possible());
        writeTexts(json, "excluded", sound.excluded());
        json.writeBooleanField("open", labels.open());
        json.writeEndObject();
        json.writeStringField("returns", PromqlText.returns(description));
        json.writeStringField("metric", PromqlText.kind(description.meaning().kind()));
        if (description.meaning().unit().known()) {
            json.writeStringField("unit", description.meaning().unit().text());
        } else {
            json.writeNullField("unit");
        }
        writeBound(json, "least", description.values().low());
        writeBound(json, "most", description.values().high());
    }

    private static void writeBound(JsonGenerator json, String name, double bound) throws IOException {
        if (Double.isFinite(bound)) {
            json.writeNumberField(name, bound);
        } else {
            json.writeNullField(name);
        }
    }

    private static void writeTexts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeDiagnostic(JsonGenerator json, Utf8Text text, Diagnostic diagnostic) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", diagnostic.level().name().toLowerCase(Locale.ROOT));
        json.writeStringField("id", diagnostic.id());
        json.writeStringField("message", diagnostic.message());
        if (diagnostic.hint() != null) {
            json.writeStringField("hint", diagnostic.hint());
        }
        json.writeNumberField("start", text.byteOffset(diagnostic.span().start()));
        json.writeNumberField("end", text.byteOffset(diagnostic.span().end()));
        json.writeEndObject();
    }
}
