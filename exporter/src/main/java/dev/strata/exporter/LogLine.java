package dev.strata.exporter;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Writes a log record as one line: time, level, room, message. A stack trace follows errors only. */
final class LogLine extends Formatter {

    private static final String OWN = "dev.strata";

    @Override
    public String format(LogRecord entry) {
        String logger = entry.getLoggerName() == null ? "" : entry.getLoggerName();
        String[] parts = logger.split("\\.", -1);
        String room = parts.length < 2 ? logger : parts[parts.length - 2];
        Throwable thrown = entry.getThrown();
        var line = new StringBuilder()
                .append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(level(entry.getLevel()))
                .append(' ')
                .append(room)
                .append(": ")
                .append(formatMessage(entry));
        if (thrown == null) {
            return line.append('\n').toString();
        }
        if (entry.getLevel().intValue() < Level.SEVERE.intValue()) {
            return line.append(" (").append(thrown).append(")\n").toString();
        }
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return line.append('\n').append(trace).toString();
    }

    private static String level(Level level) {
        String word = switch (level.getName()) {
            case "SEVERE" -> "ERROR";
            case "WARNING" -> "WARN";
            case "INFO" -> "INFO";
            default -> "DEBUG";
        };
        return String.format(Locale.ROOT, "%-5s", word);
    }

    /** From now on only errors are told: for a command that tells everything else itself. */
    static void errorsOnly() {
        Logger.getLogger(OWN).setLevel(Level.SEVERE);
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    /** Sends all logging to the stream; libraries speak only when something is wrong. */
    static void to(PrintStream err) {
        LogManager.getLogManager().reset();
        var handler = new StreamHandler(err, new LogLine()) {
            @Override
            public synchronized void publish(LogRecord entry) {
                super.publish(entry);
                flush();
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        Logger.getLogger(OWN).setLevel(Level.INFO);
    }
}
