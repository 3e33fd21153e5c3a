package dev.strata.rulegen.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.testbed.part.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sample of the scenarios on a real server; the whole of them is {@code bin/rulegen score}. */
@Tag("real")
class ScoreTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String SAMPLE = "I01,I08,I11,I12,I16a,I19a,I23,I24b,I27,I30,I32,B02,B05,B10,B13a,B14,B20,B21";

    @Test
    void score_ofASample_seesAllAndCallsNobodyForNothing() {
        Said said = score("--seeds", "2", "--only", SAMPLE);
        assertThat(said.exit()).as(said.out()).isZero();
        assertThat(said.out()).contains("plain\n", "perturbed, 2 seeds\n", "11 of 11 (100.0 %)", "22 of 22 (100.0 %)");
    }

    @Test
    void score_ofOtherRules_missesWhatTheyDoNotWatch() {
        Path rules = ROOT.resolve("rules/generated/blindness.rules.yaml");
        Said said = score("--seeds", "0", "--only", "I22b,I23", "--rules", rules.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("1 of 2 (50.0 %)", "I23 missed");
    }

    private static Said score(String... options) {
        String prometheus = Parts.built().program("prometheus").toString();
        var arguments = new ArrayList<>(List.of("score", "--root", ROOT.toString(), "--prometheus", prometheus));
        arguments.addAll(List.of(options));
        return Terminal.run(arguments.toArray(String[]::new));
    }
}
