package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.testbed.fake.generate.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a program of its own: {@code --tier S|M|L|XL --seed N --port N --churn CHANGES_PER_SECOND}, {@code --scale
 * FACTOR} for a part of a tier, {@code --troubled SHARE} for the pods that are not well, {@code --gzip false}, {@code --watch-list false}. Prints {@code port N} when it serves,
 * and stays until it is killed; with {@code --with-parent true} no longer than its standard input, and obeys the lines
 * there with a line of answer each:
 *
 * <ul>
 *   <li>{@code churn CHANGES_PER_SECOND}: {@code ok}
 *   <li>{@code lose}: {@code NAMESPACE/NAME MILLIS}, the claim that has lost its volume from that moment on
 *   <li>{@code changes RESOURCE...}: how many there were so far
 *   <li>{@code size RESOURCE}
 * </ul>
 */
public final class FakeApiMain {

    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.of(
            "--tier",
            "S",
            "--scale",
            "1",
            "--troubled",
            "0.005",
            "--seed",
            "1",
            "--port",
            "0",
            "--churn",
            "0",
            "--gzip",
            "true",
            "--watch-list",
            "true",
            "--with-parent",
            "false"));

    private FakeApiMain() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> options = options(args);
        PrintStream out = System.out;
        Tier tier = Tier.of(options.getOrDefault("--tier", "S"));
        double scale = Double.parseDouble(options.getOrDefault("--scale", "1"));
        long begin = System.nanoTime();
        double troubled = Double.parseDouble(options.getOrDefault("--troubled", "0"));
        try (FakeCluster cluster = new FakeCluster(
                        (scale == 1 ? tier : tier.scaled(scale)).withTroubled(troubled),
                        Long.parseLong(options.getOrDefault("--seed", "1")),
                        InstantSource.system());
                FakeApiServer server = new FakeApiServer(cluster, plan(options))) {
            cluster.churn(Double.parseDouble(options.getOrDefault("--churn", "0")));
            out.printf(
                    Locale.ROOT,
                    "made %d pods in %d ms%n",
                    cluster.size("pods"),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            out.println("port " + server.port());
            out.flush();
            if (Boolean.parseBoolean(options.getOrDefault("--with-parent", "false"))) {
                obey(cluster, out);
            } else {
                new CountDownLatch(1).await();
            }
        }
    }

    private static void obey(FakeCluster cluster, PrintStream out) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.strip().split(" +");
            out.println(answer(cluster, words[0], Arrays.asList(words).subList(1, words.length)));
            out.flush();
        }
    }

    private static String answer(FakeCluster cluster, String order, List<String> arguments) {
        return switch (order) {
            case "churn" -> {
                cluster.churn(Double.parseDouble(arguments.get(0)));
                yield "ok";
            }
            case "lose" -> {
                long now = System.currentTimeMillis();
                yield cluster.loseClaim() + " " + now;
            }
            case "changes" ->
                Long.toString(arguments.stream().mapToLong(cluster::changes).sum());
            case "size" -> Integer.toString(cluster.size(arguments.get(0)));
            default -> "found \"" + order + "\", expected churn, lose, changes or size";
        };
    }

    private static FakePlan plan(Map<String, String> options) {
        return FakePlan.usual()
                .withPort(Integer.parseInt(options.getOrDefault("--port", "0")))
                .withGzip(Boolean.parseBoolean(options.getOrDefault("--gzip", "true")))
                .withWatchList(Boolean.parseBoolean(options.getOrDefault("--watch-list", "true")));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>(DEFAULTS);
        for (int i = 0; i < args.length; i += 2) {
            if (!DEFAULTS.containsKey(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "found \"" + args[i] + "\", expected one of " + DEFAULTS.keySet() + ", each with a value");
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}
