package dev.strata.endtoend.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two minutes of faults; {@code bin/bench faults} has the half hour. */
@Tag("campaign")
class FaultCampaignTest {

    private static final Duration TIME = Duration.ofMinutes(2);

    @Test
    @Timeout(600)
    void campaign_ofRandomFaults_violatesNothing() throws Exception {
        long seed = Long.getLong("strata.seed", System.currentTimeMillis());
        System.out.println("seed " + seed);
        var said = new ByteArrayOutputStream();
        CampaignReport report = FaultCampaign.run(seed, TIME, new PrintStream(said, true, StandardCharsets.UTF_8));
        report.print(System.out);
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
        assertThat(report.recoveries()).isEqualTo(report.rounds()).isPositive();
        assertThat(report.blindings()).isPositive();
        assertThat(report.struck()).isNotEmpty();
    }
}
