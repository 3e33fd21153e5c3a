package dev.strata.endtoend.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample of the incidents on real components; {@code bin/bench e2e} plays them all. */
@Tag("real")
class RealIncidentsTest {

    private static RealTown town;

    @BeforeAll
    static void start() {
        town = RealTown.start();
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-missing", "quota-stops-scaling", "webhook-down-blocks-deploys"})
    @Timeout(600)
    void incident_isExplainedByItsCause(String name) {
        RealPlay play = RealPlay.of(town, RealIncidents.named(name));
        System.out.println("[real] " + play.line());
        assertThat(play.right()).as(play.line()).isTrue();
    }
}
