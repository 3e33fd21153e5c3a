package dev.strata.rulegen.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our templates beside those of the pinned Prometheus: accepted, failed and rendered alike. */
@Tag("real")
class TemplateDifferentialTest {
    private static final int MADE = Integer.getInteger("templates", 20_000);
    private static final int BATCH = 4_000;

    @Test
    void texts_writtenByHand_sameVerdict() throws IOException {
        assertThat(differences("by hand", texts())).isEmpty();
    }

    @Test
    void texts_madeAndMutated_sameVerdict() throws IOException {
        long seed = Long.getLong("seed", 20_261_125);
        System.out.println("templates: seed " + seed);
        var maker = new TemplateMaker(new Random(seed), texts());
        var differences = new ArrayList<String>();
        for (int made = 0; made < MADE; made += BATCH) {
            var batch = new ArrayList<String>();
            for (int i = 0; i < Math.min(BATCH, MADE - made); i++) {
                batch.add(maker.next());
            }
            differences.addAll(differences("made", batch));
        }
        assertThat(differences).as("seed " + seed).isEmpty();
    }

    /** One text a line, with a sign where the text itself has a line break. */
    static List<String> texts() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/templates/texts.txt")).stream()
                .map(line -> line.replace('\u2424', '\n'))
                .toList();
    }

    private static List<String> differences(String what, List<String> texts) {
        List<TemplateVerdict> real = TemplateOracle.ask(texts);
        var differences = new ArrayList<String>();
        Map<TemplateVerdict.Outcome, Integer> counts = new EnumMap<>(TemplateVerdict.Outcome.class);
        for (int i = 0; i < texts.size(); i++) {
            TemplateVerdict expected = real.get(i);
            if (expected.hasAddress()) {
                continue;
            }
            counts.merge(expected.outcome(), 1, Integer::sum);
            TemplateVerdict ours = TemplateVerdict.of(texts.get(i));
            if (!ours.agreesWith(expected) && !ours.hasAddress()) {
                differences.add(texts.get(i) + "\n  Prometheus: " + expected + "\n  ours:       " + ours);
            }
        }
        System.out.println("templates: " + what + " " + texts.size() + ", compared " + counts);
        return differences;
    }
}
