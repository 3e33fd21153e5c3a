package dev.strata.endtoend.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux counts it.
 *
 * @param cpuSeconds user and system time of all its threads
 * @param peakMiB the most memory that it ever held resident
 * @param residentMiB what it holds resident now
 */
record ProcessCost(double cpuSeconds, double peakMiB, double residentMiB) {

    private static final double TICKS_PER_SECOND = 100;
    /** Places in /proc/PID/stat, counted from behind the name, which may hold anything. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    static ProcessCost of(long pid) {
        try {
            Path folder = Path.of("/proc", Long.toString(pid));
            String stat = Files.readString(folder.resolve("stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Double.parseDouble(words[USER]) + Double.parseDouble(words[SYSTEM]);
            double peak = 0;
            double resident = 0;
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    peak = mebibytes(line);
                } else if (line.startsWith("VmRSS:")) {
                    resident = mebibytes(line);
                }
            }
            return new ProcessCost(ticks / TICKS_PER_SECOND, peak, resident);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How busy the machine is, all programs together: the average of the last minute. */
    static double load() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double mebibytes(String line) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }
}
