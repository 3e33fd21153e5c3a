package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where expressions come from. */
final class PromqlInput {
    private static final int BUFFER = 1 << 16;
    private static final String STANDARD_INPUT = "-";

    private PromqlInput() {}

    /** The expression itself, or the whole of a file that has this name; {@code -} is the standard input. */
    static SourceFile read(String argument, InputStream in) {
        try {
            if (argument.equals(STANDARD_INPUT)) {
                return SourceFile.of("stdin", Utf8Text.decode(in.readAllBytes()).text());
            }
            Path file = file(argument);
            if (file != null) {
                String name = file.toString().replace('\\', '/');
                return SourceFile.of(
                        name, Utf8Text.decode(Files.readAllBytes(file)).text());
            }
        } catch (IOException e) {
            throw new Unavailable("cannot read " + argument + ": " + e.getMessage());
        }
        return SourceFile.of("expression", argument);
    }

    private static @Nullable Path file(String argument) {
        try {
            Path path = Path.of(argument);
            return Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null; // so it is an expression
        }
    }

    /**
     * Hands on each text of a stream as soon as it is complete, the last one also without a NUL at its end.
     *
     * @param idle called when nothing more has arrived yet
     */
    static void forEach(InputStream in, Consumer<Utf8Text> consumer, Runnable idle) {
        var piece = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == 0) {
                        piece.write(buffer, start, i - start);
                        consumer.accept(Utf8Text.decode(piece.toByteArray()));
                        piece.reset();
                        start = i + 1;
                    }
                }
                piece.write(buffer, start, read - start);
                if (in.available() == 0) {
                    idle.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (piece.size() > 0) {
            consumer.accept(Utf8Text.decode(piece.toByteArray()));
        }
    }
}
