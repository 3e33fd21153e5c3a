package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.SourceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the API server answered last time, whichever feed asked. Says so in the log when it changes. */
final class SourceHealth {

    private static final Logger logger = LoggerFactory.getLogger(SourceHealth.class);

    private @Nullable Instant lastSuccess;
    private String problem = "no answer yet";
    private boolean saidDown;

    synchronized void answered(Instant now) {
        lastSuccess = now;
        problem = "";
        if (saidDown) {
            saidDown = false;
            logger.info("the API server answers again");
        }
    }

    /** A refusal of one resource is an answer too; other troubles put the source down. */
    synchronized void heard(Instant now, ApiTrouble trouble) {
        if (trouble.reason().isAnswer()) {
            answered(now);
            return;
        }
        problem = trouble.text();
        if (!saidDown) {
            saidDown = true;
            logger.warn("{}; trying again", trouble.text());
        }
    }

    synchronized SourceStatus status() {
        return new SourceStatus(problem.isEmpty(), lastSuccess, problem);
    }
}
