package dev.strata.endtoend.bench;

import dev.strata.endtoend.causes.Suite;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** How often the right cause is named: all planted incidents and harmless operations, each in 20 perturbations. */
public final class CausesBench {

    private CausesBench() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var options = new BenchOptions(Map.of("--from", "1", "--seeds", "20", "--match", ".*"), args);
        long from = Long.parseLong(options.text("--from"));
        List<Long> seeds = LongStream.range(from, from + Long.parseLong(options.text("--seeds")))
                .boxed()
                .toList();
        Suite suite = Suite.play(seeds, options.text("--match"), System.err::println);
        System.out.print(suite.report());
        var table = new BenchTable("causes, seeds from " + from, "share");
        table.add("right cause first", suite.hit(1));
        table.add("right cause among the first three", suite.hit(3));
        table.add("right of causes stated at 0.8 and more", suite.rightFrom(0.8, 1.01));
        table.add(
                "operations with a critical root cause", suite.falseCriticals().size());
        table.add("operations with a warning", suite.falseWarnings().size());
        table.write();
    }
}
