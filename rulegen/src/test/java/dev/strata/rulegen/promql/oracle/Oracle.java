package dev.strata.rulegen.promql.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.testbed.part.Parts;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The real parser and engine, asked in batches through the built program {@code oracle}. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Feature, String> FLAGS = Map.of(
            Feature.EXPERIMENTAL_FUNCTIONS, "-functions",
            Feature.DURATION_EXPRESSIONS, "-durations",
            Feature.EXTENDED_RANGE_SELECTORS, "-ranges",
            Feature.FILL_MODIFIERS, "-fill");

    private Oracle() {}

    /** What the real parser says: accepted with type and texts, or the start of the first error in bytes. */
    record Answer(boolean ok, String type, String text, String pretty, int errorStart, String errorMessage) {}

    /** A test expression of the pinned module; {@code isText} unless it is broken UTF-8 on purpose. */
    record Case(String source, String text, boolean isText, ByteBuffer bytes) {
        static Case of(String source, byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new Case(
                    source, text, Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(bytes));
        }
    }

    private static Path program() {
        String own = System.getProperty("oracle");
        return own != null ? Path.of(own) : Parts.built().program("oracle");
    }

    static List<Answer> ask(Set<Feature> features, List<String> expressions) {
        var input = new ByteArrayOutputStream();
        for (String expression : expressions) {
            input.writeBytes(expression.getBytes(StandardCharsets.UTF_8));
            input.write(0);
        }
        return ask(features, input.toByteArray(), expressions.size());
    }

    /** Expressions as bytes, a NUL after each. */
    static List<Answer> ask(Set<Feature> features, byte[] input, int count) {
        var arguments = new ArrayList<String>();
        arguments.add("parse");
        arguments.add("-pretty");
        features.stream().sorted().forEach(feature -> arguments.add(FLAGS.get(feature)));
        var answers = new ArrayList<Answer>();
        run(arguments, input, node -> answers.add(answer(node)));
        if (answers.size() != count) {
            throw new IllegalStateException(answers.size() + " answers to " + count + " expressions");
        }
        return answers;
    }

    private static Answer answer(JsonNode node) {
        JsonNode first = node.path("errors").path(0);
        return new Answer(
                node.path("ok").asBoolean(),
                node.path("type").asText(""),
                node.path("text").asText(""),
                node.path("pretty").asText(""),
                first.path("start").asInt(-1),
                first.path("message").asText(""));
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        run(
                List.of("cases"),
                new byte[0],
                node -> cases.add(Case.of(
                        node.path("source").asText(),
                        Base64.getDecoder().decode(node.path("bytes").asText()))));
        return cases;
    }

    /** How many samples the real parser reads, -1 where it refuses. */
    static List<Long> samples(List<String> values) {
        var input = new ByteArrayOutputStream();
        for (String text : values) {
            input.writeBytes(("m" + text).getBytes(StandardCharsets.UTF_8));
            input.write(0);
        }
        var samples = new ArrayList<Long>();
        run(
                List.of("series"),
                input.toByteArray(),
                node -> samples.add(
                        node.path("ok").asBoolean() ? node.path("samples").asLong() : -1));
        return samples;
    }

    /** Every query of the engine's own tests with what the engine answered. */
    static void evaluations(Consumer<JsonNode> consumer) {
        run(List.of("evaluate"), new byte[0], consumer);
    }

    private static void run(List<String> arguments, byte[] input, Consumer<JsonNode> lines) {
        var command = new ArrayList<String>();
        command.add(program().toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var writer = new Thread(() -> write(process, input));
            writer.start();
            var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(JSON.readTree(line));
            }
            writer.join();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
