package dev.strata.rulegen.cli;

import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layout of definition files. */
final class DefinitionFormat {
    private static final String SCHEMA = "# yaml-language-server: $schema=";
    private static final Pattern BLOCK = Pattern.compile("( *)((?:- )?)(expr|promql): [|>](?:2|-)?");
    private static final PromqlParser PARSER = PromqlParser.create();

    private DefinitionFormat() {}

    static String of(String text) {
        var lines = new ArrayList<String>();
        text.lines().map(String::stripTrailing).forEach(lines::add);
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        var out = new ArrayList<String>();
        if (lines.isEmpty() || !lines.get(0).startsWith(SCHEMA)) {
            out.add(SCHEMA + "../../docs/schema/strata-v1.schema.json");
        }
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            Matcher block = BLOCK.matcher(line);
            if (!block.matches()) {
                out.add(line);
                continue;
            }
            int indent = block.group(1).length() + block.group(2).length();
            var body = new ArrayList<String>();
            while (at < lines.size() && (lines.get(at).isEmpty() || indent(lines.get(at)) > indent)) {
                body.add(lines.get(at++));
            }
            out.addAll(block(block, indent, body));
        }
        return String.join("\n", out) + "\n";
    }

    private static List<String> block(Matcher head, int indent, List<String> body) {
        Expr tree = PARSER.parse(String.join("\n", body)).tree();
        var out = new ArrayList<String>();
        if (tree == null || body.stream().anyMatch(line -> line.strip().startsWith("#"))) {
            out.add(head.group());
            out.addAll(body);
            return out;
        }
        List<String> pretty = PromqlPrinter.pretty(tree).lines().toList();
        boolean shifted = pretty.get(0).startsWith(" ");
        out.add(head.group(1) + head.group(2) + head.group(3) + ": |" + (shifted ? "2" : ""));
        pretty.forEach(line -> out.add(" ".repeat(indent + 2) + line));
        return out;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
