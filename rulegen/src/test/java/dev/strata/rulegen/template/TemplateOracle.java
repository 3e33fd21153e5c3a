package dev.strata.rulegen.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.testbed.part.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real expander of templates, asked in batches through the built program {@code oracle}. */
final class TemplateOracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TemplateOracle() {}

    static List<TemplateVerdict> ask(List<String> texts) {
        var input = new StringBuilder();
        try {
            for (String text : texts) {
                input.append(JSON.writeValueAsString(task(text))).append('\n');
            }
            String own = System.getProperty("oracle");
            Path program = own != null ? Path.of(own) : Parts.built().program("oracle");
            List<TemplateVerdict> verdicts = run(program, input.toString().getBytes(StandardCharsets.UTF_8));
            if (verdicts.size() != texts.size()) {
                throw new IllegalStateException(verdicts.size() + " answers to " + texts.size() + " templates");
            }
            return verdicts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> task(String text) {
        return Map.of(
                "text",
                text,
                "labels",
                TemplateWorld.LABELS,
                "value",
                Double.toString(TemplateWorld.VALUE),
                "externalLabels",
                TemplateWorld.EXTERNAL_LABELS,
                "externalURL",
                TemplateWorld.EXTERNAL_URL,
                "now",
                TemplateWorld.NOW.toEpochMilli(),
                "answers",
                TemplateWorld.wireAnswers());
    }

    private static List<TemplateVerdict> run(Path program, byte[] input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "template")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var writer = new Thread(() -> write(process, input));
        writer.start();
        var verdicts = new ArrayList<TemplateVerdict>();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            verdicts.add(verdict(JSON.readTree(line)));
        }
        writer.join();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " ended with " + process.exitValue());
        }
        return verdicts;
    }

    private static TemplateVerdict verdict(JsonNode node) {
        if (node.path("ok").asBoolean()) {
            return TemplateVerdict.rendered(node.path("text").asText());
        }
        String error = node.path("error").asText();
        return node.path("parse").asBoolean() ? TemplateVerdict.refused(error) : TemplateVerdict.failed(error);
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
