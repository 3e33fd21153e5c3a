package dev.strata.testbed.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One running program with its output in a log file.
 *
 * <p>It never outlives this JVM. At an orderly end a shutdown hook kills what was not stopped before; when the JVM itself is
 * killed, a watching shell beside the program sees its end of a pipe close and kills the program.
 */
public final class PartProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LOG_TAIL_LINES = 25;

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    /**
     * Leaves a child that waits for the end of standard input, and becomes the program under its own process id. The JDK
     * closes that pipe when the program ends, so the child goes then too.
     */
    private static final String WATCHED =
            "exec 3<&0; (read -r never <&3; kill -9 $$) 2>/dev/null & exec \"$@\" 3<&- </dev/null";

    private final String name;
    private final Path log;
    private final Process process;

    private PartProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a program; its output is appended to {@code <name>.log} in the folder, which is its working directory. */
    public static PartProcess start(String name, WorkFolder folder, List<String> command) {
        Path log = folder.resolve(name + ".log");
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, name));
        watched.addAll(command);
        try {
            Process process = new ProcessBuilder(watched)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RUNNING.add(process);
            return new PartProcess(name, log, process);
        } catch (IOException e) {
            throw new PartException("cannot start " + name, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until the probe says yes; fails at once, with the end of the log, if the process ends meanwhile. */
    public void awaitReady(Duration limit, BooleanSupplier probe) {
        try {
            Await.until(name + " is ready", limit, () -> !isAlive() || probe.getAsBoolean());
        } catch (PartException e) {
            throw new PartException(e.getMessage() + "\n" + logTail(), e);
        }
        if (!isAlive()) {
            throw new PartException(name + " ended with " + process.exitValue() + "\n" + logTail());
        }
    }

    /** Waits for a program that does one thing and ends; any exit but 0 is an error. */
    public void awaitEnd(Duration limit) {
        if (!gone(limit)) {
            throw new PartException(name + " still runs after " + limit.toSeconds() + " s\n" + logTail());
        }
        if (process.exitValue() != 0) {
            throw new PartException(name + " ended with " + process.exitValue() + "\n" + logTail());
        }
    }

    /** Asks the process to end, waits, and kills it if it does not. Returns when it is gone and its ports are free. */
    public void stop() {
        // Not Process.destroy(), which closes the pipe too, upon which the watcher kills at once.
        boolean asked = process.toHandle().destroy();
        if (!asked || !gone(PATIENCE)) {
            close();
        }
    }

    /** Freezes the process (SIGSTOP): alive, holding its ports and connections, and silent. */
    public void suspend() {
        signal("STOP");
    }

    /** Undoes {@link #suspend}. */
    public void resume() {
        signal("CONT");
    }

    /** Kills the process and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        if (!gone(PATIENCE)) {
            throw new PartException(name + " (process " + process.pid() + ") does not end");
        }
    }

    public Path log() {
        return log;
    }

    private boolean gone(Duration limit) {
        try {
            boolean gone = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (gone) {
                RUNNING.remove(process);
            }
            return gone;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted while " + name + " ends", e);
        }
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new PartException("cannot send " + signal + " to " + name);
            }
        } catch (IOException e) {
            throw new PartException("cannot send " + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartException("interrupted while sending " + signal, e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
