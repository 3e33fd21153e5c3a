package dev.strata.rulegen.promql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.parse.SeriesNotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Samples of unit tests as we and as the real parser read them. */
@Tag("real")
class SeriesNotationTest {
    private static final List<String> PIECES = List.of(
            "1",
            "0",
            "-1",
            "+2.5",
            "1e3",
            "1e-3",
            ".5",
            "5.",
            "010",
            "1_000",
            "Inf",
            "-inf",
            "NaN",
            "stale",
            "_",
            "x",
            "x3",
            "x0",
            "+1x4",
            "-2x2",
            " ",
            "  ",
            "\t",
            "{{}}",
            "{{ }}",
            "{{schema:1}}",
            "{{schema:-4 sum:-0.3}}",
            "{{buckets:[1 2 -1]}}",
            "{{n_buckets:[3 4] n_offset:-1 offset:2}}",
            "{{z_bucket:2 z_bucket_w:0.001}}",
            "{{schema:-53 custom_values:[5 10]}}",
            "{{counter_reset_hint:gauge}}",
            "{{count:5 sum:1}}",
            "{{schema",
            "}}",
            "{{",
            "[",
            "]",
            ":",
            "a",
            "5m",
            "0x1",
            "x-1",
            "_x2",
            "stalex2",
            "infx2",
            "x1.5",
            ",",
            "+{{schema:1}}x2",
            "-{{schema:-4}}x1",
            "+{{schema:-53 custom_values:[5 10]}}x2",
            "+{{}}x3",
            "+{{}}");

    private static List<String> corpus() {
        var texts = new LinkedHashSet<String>();
        for (Oracle.Case one : Oracle.cases()) {
            int space = one.text().indexOf(' ');
            boolean plain = space > 0 && one.text().substring(0, space).matches("\\w*(\\{(\\w+=\"\\w*\",?)*})?");
            if (one.source().equals("parse_test.go")
                    && one.isText()
                    && plain
                    && one.text().length() < 2_000) {
                texts.add(one.text().substring(space));
            }
        }
        return new ArrayList<>(texts);
    }

    @Test
    void samples_ofTheCorpusAndAtRandom_areReadAlike() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        List<String> texts = corpus();
        int known = texts.size();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(" ");
            for (int piece = 0; piece < 1 + random.nextInt(5); piece++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
                text.append(random.nextBoolean() ? " " : "");
            }
            texts.add(text.toString());
        }
        List<Long> theirs = Oracle.samples(texts);
        var differences = new ArrayList<String>();
        int accepted = 0;
        for (int i = 0; i < texts.size(); i++) {
            SeriesNotation.Result ours = SeriesNotation.read(texts.get(i));
            long count = ours.problem() == null ? ours.samples() : -1;
            accepted += theirs.get(i) >= 0 ? 1 : 0;
            if (count != theirs.get(i)) {
                differences.add(
                        texts.get(i) + "\n  ours " + count + " " + ours.problem() + ", theirs " + theirs.get(i));
            }
        }
        System.out.println(
                "[real] samples of unit tests, seed " + seed + ": " + known + " of the corpus and 20000 at random, "
                        + accepted + " accepted, " + differences.size() + " differences");
        assertThat(differences).as("seed %d", seed).isEmpty();
    }
}
