package dev.strata.exporter.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads YAML text into nodes that know their places. Aliases are not followed, so a small file stays small. */
final class ConfigTree {

    private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,7}), column ([0-9]{1,7})");

    private final JsonParser parser;
    private final ConfigProblems problems;

    private ConfigTree(JsonParser parser, ConfigProblems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The file's one section; empty where the text is empty or cannot be read. */
    static ConfigNode.Mapping read(String text, ConfigProblems problems) {
        var empty = new ConfigNode.Mapping(Map.of(), 1, 1);
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return empty;
            }
            ConfigNode root = new ConfigTree(parser, problems).node();
            if (parser.nextToken() != null) {
                var at = parser.currentTokenLocation();
                problems.add(at.getLineNr(), at.getColumnNr(), "only one document is expected");
            }
            if (root instanceof ConfigNode.Mapping mapping) {
                return mapping;
            }
            if (!(root instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
                problems.add(root.line(), root.column(), "expected sections, found " + root.describe());
            }
            return empty;
        } catch (JsonProcessingException e) {
            reportSyntax(e, problems);
            return empty;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigNode node() throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(line, column);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<ConfigNode>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new ConfigNode.Sequence(items, line, column);
        }
        boolean isNull = token == JsonToken.VALUE_NULL;
        return new ConfigNode.Scalar(isNull ? "" : parser.getText(), isNull, line, column);
    }

    private ConfigNode mapping(int line, int column) throws IOException {
        var members = new LinkedHashMap<String, ConfigNode.Member>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            parser.nextToken();
            var member = new ConfigNode.Member(at.getLineNr(), at.getColumnNr(), node());
            var first = members.putIfAbsent(key, member);
            if (first != null) {
                problems.add(
                        member.line(),
                        member.column(),
                        "key '" + key + "' is there twice, first on line " + first.line());
            }
        }
        return new ConfigNode.Mapping(members, line, column);
    }

    /** The message tells of the construct that was begun, then of what is wrong; the last place in it is the one. */
    private static void reportSyntax(JsonProcessingException e, ConfigProblems problems) {
        String message = e.getOriginalMessage();
        JsonLocation at = e.getLocation();
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        var place = PLACE.matcher(message);
        while (place.find()) {
            line = Integer.parseInt(place.group(1));
            column = Integer.parseInt(place.group(2));
        }
        problems.add(line, column, "not readable as YAML: " + gist(message));
    }

    /** The parser tells a story of several lines; the one with what it found says most. */
    private static String gist(String message) {
        var lines = message.lines().map(String::strip).toList();
        return lines.stream()
                .filter(line -> line.startsWith("found") || line.startsWith("expected"))
                .findFirst()
                .orElse(lines.isEmpty() ? message : lines.get(0));
    }
}
