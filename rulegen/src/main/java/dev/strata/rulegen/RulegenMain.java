package dev.strata.rulegen;

import dev.strata.rulegen.cli.Console;
import dev.strata.rulegen.cli.Rulegen;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The door: streams and environment in, exit code out. */
public final class RulegenMain {
    private RulegenMain() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        // Only the launcher can tell whether a stream is a terminal.
        boolean terminal = Boolean.getBoolean("strata.terminal");
        var console = new Console(System.in, out, err, terminal, Boolean.getBoolean("strata.progress"));
        System.exit(Rulegen.run(console, System.getenv(), arguments));
    }
}
