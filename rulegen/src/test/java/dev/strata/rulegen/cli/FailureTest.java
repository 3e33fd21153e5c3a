package dev.strata.rulegen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTest {

    /** Fails like a defect of the program, in the middle of a command. */
    private static final class Broken extends Writer {
        @Override
        public void write(char[] text, int offset, int length) {
            throw new IllegalStateException("planted");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String run(int expected, String... arguments) {
        var err = new StringWriter();
        var console = new Console(
                InputStream.nullInputStream(), new PrintWriter(new Broken()), new PrintWriter(err), false, false);
        assertThat(Rulegen.run(console, Map.of(), arguments)).isEqualTo(expected);
        return err.toString();
    }

    @Test
    void crash_anywhere_exits70AndAsksForAReport() {
        String said = run(70, "check", "src/test/resources/conditions/signal/definition.yaml");
        assertThat(said)
                .startsWith("rulegen: internal error: java.lang.IllegalStateException: planted")
                .contains("Please report it")
                .doesNotContain("\tat ");
    }

    @Test
    void crash_underDebug_showsTheStack() {
        assertThat(run(70, "check", "--debug", "src/test/resources/conditions/signal/definition.yaml"))
                .contains("\tat dev.strata.rulegen.cli.");
    }

    @Test
    void crash_duringHelp_isACrashToo() {
        assertThat(run(70, "--help")).contains("internal error");
    }
}
