package dev.strata.exporter;

import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.recording.Dump;
import dev.strata.exporter.recording.Recording;
import dev.strata.exporter.recording.RecordingException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that can look at the past. */
final class RecordingOptions {

    @Option(names = "--recording", paramLabel = "DIR", description = "A recording instead of a live cluster.")
    @Nullable
    Path folder;

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description = "Output of 'kubectl get ... -o yaml' or json instead of a live cluster.")
    @Nullable
    Path dump;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Play the recording N times as fast as it happened; default: stand still at its focus.")
    @Nullable
    Double speed;

    boolean isGiven() {
        return folder != null || dump != null;
    }

    /** Opens what was given; a problem is printed in one line and the result is empty. */
    Optional<ReplaySources> open(InstantSource clock, Terminal terminal) {
        try {
            Projection projection = Projection.plain();
            Recording recording;
            if (folder != null) {
                recording = Recording.open(folder, projection);
            } else if (dump != null) {
                recording = Dump.read(dump, projection);
            } else {
                throw new IllegalStateException("neither a recording nor a dump");
            }
            return Optional.of(new ReplaySources(recording, clock, speed == null ? 0 : speed));
        } catch (RecordingException e) {
            terminal.err().println(e.getMessage());
            return Optional.empty();
        }
    }
}
