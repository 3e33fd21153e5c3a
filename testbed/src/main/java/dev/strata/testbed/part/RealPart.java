package dev.strata.testbed.part;

import java.nio.file.Path;

/**
 * Something real that a test starts and stops: a cluster, a Prometheus, a receiver.
 *
 * <p>Starting twice is harmless, so that a part may start those it stands on; closing what was never started too.
 */
public interface RealPart extends AutoCloseable {
    /** Returns when the part is ready to be used. */
    void start();

    /** Stops every process of the part and removes its temporary files. */
    @Override
    void close();

    /** Copies the logs into a folder, for somebody who wants to know why a test failed. */
    void saveLogs(Path folder);
}
