package dev.strata.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A command run as a whole process, several times; medians of what it took.
 *
 * @param seconds wall time from start to end
 * @param cpuSeconds user and system time, those of its own children included
 */
record ColdRun(double seconds, double cpuSeconds) {
    private static final double TICKS = 100; // of Linux's USER_HZ
    private static final int CHILD_USER = 13;
    private static final int CHILD_SYSTEM = 14;

    /** The command must end with 0. */
    static ColdRun median(int runs, Path folder, List<String> command) {
        double[] seconds = new double[runs];
        double[] cpu = new double[runs];
        for (int i = 0; i < runs; i++) {
            double before = childSeconds();
            long start = System.nanoTime();
            run(folder, command);
            seconds[i] = (System.nanoTime() - start) / 1e9;
            cpu[i] = childSeconds() - before;
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        return new ColdRun(seconds[runs / 2], cpu[runs / 2]);
    }

    private static void run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** CPU time of the children that have ended; NaN where the system does not tell. */
    private static double childSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Double.parseDouble(fields[CHILD_USER]) + Double.parseDouble(fields[CHILD_SYSTEM])) / TICKS;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
