package dev.strata.rulegen.definition;

import java.time.Duration;

/**
 * Where the output will run.
 *
 * @param prometheus version of the server, e.g. {@code 3.15}
 * @param runbooks address under which the runbooks are published, without a slash at its end
 * @param grafana address of Grafana, without a slash at its end
 */
public record Targets(
        String prometheus, Duration scrapeInterval, Duration evaluationInterval, String runbooks, String grafana) {

    /** What holds where no file of the kind Targets says otherwise. */
    public static final Targets DEFAULT = new Targets(
            "3.15",
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            "https://runbooks.example.org/strata",
            "https://grafana.example.org");
}
