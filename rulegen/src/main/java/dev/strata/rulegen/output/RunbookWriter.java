package dev.strata.rulegen.output;

import dev.strata.rulegen.runbook.Runbook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runbooks as Markdown pages with an index. */
final class RunbookWriter {
    private static final String FOLDER = "docs/runbooks/";
    private static final String HEAD =
            "<!-- " + Outputs.MARK + " from rules/definitions; edit the definitions. -->\n\n";

    private RunbookWriter() {}

    static List<OutputFile> write(List<Runbook> runbooks) {
        var files = new ArrayList<OutputFile>();
        var index = new StringBuilder(HEAD).append("# Runbooks\n\n");
        for (Runbook runbook :
                runbooks.stream().sorted(Comparator.comparing(Runbook::alert)).toList()) {
            files.add(new OutputFile(FOLDER + runbook.alert() + ".md", page(runbook)));
            index.append("- [").append(runbook.alert()).append("](").append(runbook.alert());
            index.append(".md): ").append(runbook.summary()).append('\n');
        }
        files.add(new OutputFile(FOLDER + "README.md", index.toString()));
        return files;
    }

    private static String page(Runbook runbook) {
        var page = new StringBuilder(HEAD);
        page.append("# ").append(runbook.alert()).append("\n\n");
        page.append(runbook.summary()).append('\n');
        for (Runbook.Section section : runbook.sections()) {
            page.append("\n## ").append(section.heading()).append("\n\n");
            page.append(section.text().strip()).append('\n');
        }
        return page.toString();
    }
}
