package dev.strata.endtoend;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.testbed.part.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plays an incident at its natural speed with everything a cluster has beside its workloads, and keeps the blocks of the
 * Prometheus that watched, for the pictures of the dashboards: from minutes before the incident until some after the page,
 * and then some minutes with a fault in each other part of the cluster, so that every query finds what it asks for.
 *
 * <p>Arguments: name of the incident, folder for the blocks. Takes about twenty-five minutes.
 */
public final class PlayForPictures {

    private static final Tempo NATURAL = new Tempo(1, Duration.ofMillis(1));
    /** Longer than the exporter's comparison distance and the rate windows, so that there is a before. */
    private static final Duration BEFORE = Duration.ofMinutes(8);

    private static final Duration AFTER_PAGE = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final Duration OTHER_FAULTS = Duration.ofMinutes(6);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private PlayForPictures() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: PlayForPictures INCIDENT FOLDER");
            System.exit(2);
        }
        try {
            play(Incident.named(arguments[0]), Path.of(arguments[1]));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1); // threads of what was started would hold the process
        }
    }

    private static void play(Incident incident, Path folder) throws IOException {
        var clock = InstantSource.system();
        Map<String, String> times = new LinkedHashMap<>();
        try (var run = ShopRun.startSurrounded(incident, NATURAL)) {
            times.put("incident", incident.name());
            mark(times, "start", clock.instant());
            Await.pause(BEFORE);
            run.begin();
            mark(times, "begin", clock.instant());
            run.webhook().await(LONGEST, it -> it.fires(incident.expect().page()));
            mark(times, "page", clock.instant());
            Await.pause(AFTER_PAGE);
            mark(times, "end", clock.instant());
            run.recover();
            Await.pause(SETTLING);
            breakOtherThings(run);
            Await.pause(OTHER_FAULTS);
            mark(times, "over", clock.instant());
            keep(run.prometheus().snapshot(), folder);
        }
        Files.writeString(
                folder.resolve("run.json"),
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(times));
    }

    /** One fault for each part of a cluster, so that no panel is without something to show. */
    private static void breakOtherThings(ShopRun run) throws IOException {
        try (var stream = PlayForPictures.class.getResourceAsStream("shop/faults.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("no shop/faults.yaml");
            }
            run.cluster().api().apply(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
        run.cluster().reportReady("node-4", false);
        run.change(it -> it.withOrderSuccess(0.55));
        var targets = run.targets();
        targets.node("node-1").cpu(0.97).conntrack(0.97).networkDrops(40).plegSeconds(4);
        targets.node("node-2").memory(0.96).diskFilling("/", 60e6).clock(0.8, false);
        targets.node("node-3").down(true);
        targets.container("shop", "orders-db", "postgres").throttled(0.6).oomKill();
        targets.volume("shop", "data-orders-db-0").used(0.93).filling(1e6);
        targets.dns().errors(0.3).latency(1.5);
        targets.ingress().errors(0.2).connections(15_000).configAccepted(false);
        targets.certificate("shop", "orders-tls").daysLeft(2);
    }

    private static void mark(Map<String, String> times, String what, Instant at) {
        times.put(what, at.toString());
        System.out.println(what + " " + at);
    }

    /** Copies the snapshot to where nothing of an older run is left. */
    private static void keep(Path snapshot, Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var old = Files.walk(folder)) {
                for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (var files = Files.walk(snapshot)) {
            for (var file : files.toList()) {
                var copy = folder.resolve(snapshot.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
