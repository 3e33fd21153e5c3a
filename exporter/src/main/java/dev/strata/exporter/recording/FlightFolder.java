package dev.strata.exporter.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of the recordings that a flight recorder keeps: a bounded number, the oldest make room. For one thread. */
public final class FlightFolder {

    private static final String PREFIX = "incident-";
    private static final String OURS = PREFIX + "[0-9]{8}T[0-9]{6}Z-[a-z0-9_]+(\\.partial-.*)?";

    private final Path folder;
    private final int keep;

    /** @param keep how many recordings are kept, at least one */
    public FlightFolder(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /**
     * Makes the folder and removes what an earlier run left half-written.
     *
     * @throws IOException if nothing can be written there
     */
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        Files.delete(Files.createTempFile(folder, PREFIX, ".probe"));
        for (Path left : ours()) {
            if (left.getFileName().toString().contains(".partial-")) {
                remove(left);
            }
        }
    }

    /**
     * Saves what the ring remembers of a span, whole or not at all.
     *
     * @param began when it began, for its name
     * @param signal what it is about, for its name
     * @return where it is
     */
    public Path save(
            FlightRing ring, Instant began, String signal, Instant start, Instant end, Instant focus, String version)
            throws IOException {
        FlightCut cut = ring.cut();
        if (cut == null) {
            throw new IOException("nothing was seen yet");
        }
        String time = began.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        Path target = folder.resolve(PREFIX + time + "-" + signal.toLowerCase(Locale.ROOT));
        cut.write(target, start, end, focus, version);
        List<Path> kept = ours();
        for (Path old : kept.subList(0, Math.max(0, kept.size() - keep))) {
            remove(old);
        }
        return target;
    }

    /** Oldest first; nothing that another program put there. */
    private List<Path> ours() throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().matches(OURS))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
    }

    /** What says that it is whole goes first. */
    private static void remove(Path recording) throws IOException {
        Files.deleteIfExists(recording.resolve(FolderReader.META));
        List<Path> content;
        try (Stream<Path> walked = Files.walk(recording)) {
            content = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }
}
