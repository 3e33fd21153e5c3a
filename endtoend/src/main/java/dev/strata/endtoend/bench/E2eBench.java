package dev.strata.endtoend.bench;

import dev.strata.endtoend.real.RealIncident;
import dev.strata.endtoend.real.RealIncidents;
import dev.strata.endtoend.real.RealPlay;
import dev.strata.endtoend.real.RealTown;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Incidents on real components, one after the other on one cluster: whether the diagnosis names the cause first. */
public final class E2eBench {

    private E2eBench() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        var options = new BenchOptions(Map.of("--match", ".*"), args);
        List<RealIncident> wanted = RealIncidents.ALL.stream()
                .filter(incident -> incident.name().matches(options.text("--match")))
                .toList();
        var table = new BenchTable(
                "incidents on real components, the pack's durations divided by " + (int) RealTown.TEMPO.factor(),
                "met: cause 1st",
                "after s",
                "root causes",
                "effects of it",
                "pages",
                "tickets",
                "met: 1st named");
        int wrong = 0;
        try (RealTown town = RealTown.start()) {
            for (RealIncident incident : wanted) {
                RealPlay play = RealPlay.of(town, incident);
                System.err.println(play.line());
                play.sentLines().forEach(System.err::println);
                wrong += play.right() ? 0 : 1;
                table.add(
                        incident.name(),
                        play.right() ? 1 : 0,
                        play.seconds(),
                        play.led().size(),
                        play.led().isEmpty() ? 0 : play.led().get(0).effects(),
                        play.groups("strata-page"),
                        play.groups("strata-ticket"),
                        play.first().isEmpty() ? Double.NaN : play.firstNamesTheCause() ? 1 : 0);
            }
        }
        table.print(System.out);
        table.write();
        System.exit(wrong == 0 ? 0 : 1);
    }
}
