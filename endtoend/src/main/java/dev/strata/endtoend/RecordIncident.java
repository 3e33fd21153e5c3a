package dev.strata.endtoend;

import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Makes the recording of the demo: plays an incident at its natural speed on real parts and runs {@code record} beside
 * it, from shortly before the incident until shortly after the page. Keeps the blocks of the Prometheus that watched
 * beside the built parts, for whatever wants to draw pictures of the run.
 *
 * <p>Arguments: name of the incident, folder for the recording. Takes about a quarter of an hour.
 */
public final class RecordIncident {

    private static final Tempo NATURAL = new Tempo(1, Duration.ofMillis(1));
    /** Longer than the comparison distance, so that there is a before. */
    private static final Duration BASELINE = Duration.ofMinutes(7);

    private static final Duration BEFORE = Duration.ofSeconds(90);
    private static final Duration AFTER_PAGE = Duration.ofSeconds(45);

    private RecordIncident() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: RecordIncident INCIDENT FOLDER");
            System.exit(2);
        }
        var incident = Incident.named(arguments[0]);
        var folder = Path.of(arguments[1]);
        try (var run = ShopRun.start(incident, NATURAL)) {
            say("baseline for " + BASELINE.toMinutes() + " minutes");
            Await.pause(BASELINE.minus(BEFORE));
            var log = Files.createTempFile("strata-record", ".log");
            try (var record = run.record(folder, log)) {
                Await.pause(BEFORE);
                say("the incident begins");
                run.begin();
                var page = run.webhook()
                        .await(
                                Duration.ofMinutes(20),
                                n -> StreamSupport.stream(
                                                n.payload().path("alerts").spliterator(), false)
                                        .anyMatch(a -> a.path("labels")
                                                .path("alertname")
                                                .asText()
                                                .equals(incident.expect().page())));
                say("paged at " + page.at());
                Await.pause(AFTER_PAGE);
                if (!record.isAlive()) {
                    throw new IllegalStateException("record ended early:\n" + record.log());
                }
            }
            say(Files.readString(log));
            say("recovery");
            run.recover();
            Await.pause(Duration.ofMinutes(2));
            keepBlocks(run.prometheus().snapshot(), Parts.repositoryRoot());
        }
    }

    private static void keepBlocks(Path snapshot, Path root) throws IOException {
        var outcome = Program.run("testbed", java.util.Map.of(), "path");
        var target = Path.of(outcome.out().strip()).resolve("incident-blocks");
        try (var files = Files.walk(snapshot)) {
            for (var file : List.copyOf(files.toList())) {
                var copy = target.resolve(snapshot.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        say("blocks kept for " + root.getFileName());
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
