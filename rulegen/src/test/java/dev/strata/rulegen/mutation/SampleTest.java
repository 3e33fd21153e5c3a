package dev.strata.rulegen.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.testbed.part.Parts;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few alerts of the pack made wrong; the whole pack takes minutes, see {@code bin/rulegen mutate}. */
@Tag("real")
class SampleTest {
    private static final String SEED = "7";

    @Test
    void mutants_ofASampleOfThePack_areNoticedByItsTests() {
        Said said = Terminal.run(
                "mutate",
                "--promtool",
                Parts.built().program("promtool").toString(),
                "-d",
                Path.of("../rules/definitions").toString(),
                "--sample",
                "6",
                "--seed",
                SEED,
                "--at-least",
                "78");
        assertThat(said.out()).contains("seed " + SEED).contains("mutants killed");
        assertThat(said.exit()).as(said.out()).isZero();
    }
}
