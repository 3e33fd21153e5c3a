package dev.strata.rulegen.inspect;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** All lints of dashboards, and the run over a file. */
public final class DashboardLints {
    private final List<DashboardLint> lints = Stream.of(VariableLints.all(), PanelLints.all(), QueryLints.all())
            .flatMap(List::stream)
            .toList();
    private final Exceptions exceptions;

    private DashboardLints(Exceptions exceptions) {
        this.exceptions = exceptions;
    }

    public static DashboardLints with(Exceptions exceptions) {
        return new DashboardLints(exceptions);
    }

    /** The names of all lints, in the order in which they run. */
    public static List<String> ids() {
        return new DashboardLints(Exceptions.NONE)
                .lints.stream().map(DashboardLint::id).toList();
    }

    /** Reads one file; never throws for any text. */
    public void check(SourceFile file, Diagnostics diagnostics) {
        JsonValue document;
        try {
            document = JsonValue.parse(file);
        } catch (IOException e) {
            String message = "no JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            diagnostics.add(Diagnostic.error(file, Span.at(0), "lint/dash-json", message));
            return;
        }
        DashboardText dashboard = DashboardText.of(file, document);
        if (dashboard.root().get("elements").isPresent()) {
            String message = "a dashboard of the V2 form, which is not read";
            diagnostics.add(Diagnostic.error(file, Span.at(0), "lint/dash-json", message)
                    .withHint("export it as Classic"));
            return;
        }
        if (dashboard
                .root()
                .get("panels")
                .or(() -> dashboard.root().get("rows"))
                .isEmpty()) {
            String message = "no dashboard of the classic form: found no panels";
            diagnostics.add(Diagnostic.error(file, Span.at(0), "lint/dash-json", message));
            return;
        }
        String title = dashboard.root().text("title");
        for (DashboardLint lint : lints) {
            lint.check(dashboard, (level, place, panel, message, hint) -> {
                if (!exceptions.covers(lint.id(), title, panel)) {
                    diagnostics.add(new Diagnostic(file, place.span(), level, "lint/" + lint.id(), message, hint));
                }
            });
        }
    }
}
