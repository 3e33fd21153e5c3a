package dev.strata.exporter;

import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.http.Page;
import dev.strata.exporter.http.Pages;
import dev.strata.exporter.inquiry.Scope;
import dev.strata.exporter.report.Beside;
import dev.strata.exporter.report.Board;
import dev.strata.exporter.report.Diagnosis;
import dev.strata.exporter.report.JsonReport;
import dev.strata.exporter.report.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of the last evaluation. Each is written when it is first asked for, then kept until the next evaluation. */
final class ServedPages implements Pages {

    private static final String NOT_YET = "the first evaluation is under way";

    private static final class Written {

        private final Diagnosis diagnosis;
        private @Nullable Page board;
        private @Nullable Page json;

        Written(HealthSnapshot snapshot, Links links, Beside beside) {
            this.diagnosis = Diagnosis.of(snapshot, Scope.ALL, links, beside);
        }

        synchronized Page board() {
            if (board == null) {
                board = Page.html(Board.page(diagnosis));
            }
            return board;
        }

        synchronized Page json() {
            if (json == null) {
                json = Page.json(200, JsonReport.print(diagnosis));
            }
            return json;
        }
    }

    private volatile @Nullable Written last;
    private volatile boolean wasReady;
    private volatile List<String> missing = List.of(NOT_YET);

    /**
     * Takes over an evaluation.
     *
     * @param beside what was looked up beside it
     * @param stillMissing what keeps the program from being ready; once it was ready it stays so, because what is lost
     *     later is told by the metrics
     */
    void publish(HealthSnapshot snapshot, Links links, Beside beside, List<String> stillMissing) {
        last = new Written(snapshot, links, beside);
        missing = List.copyOf(stillMissing);
        wasReady |= stillMissing.isEmpty();
    }

    @Override
    public Page board() {
        Written now = last;
        return now == null ? Page.html(Board.waiting(NOT_YET)) : now.board();
    }

    @Override
    public Page health() {
        Written now = last;
        return now == null ? Page.json(503, "{\"error\": \"" + NOT_YET + "\"}\n") : now.json();
    }

    @Override
    public Page ready() {
        return wasReady
                ? Page.text(200, "ready")
                : Page.text(503, "not ready, waiting for\n" + String.join("\n", missing));
    }
}
