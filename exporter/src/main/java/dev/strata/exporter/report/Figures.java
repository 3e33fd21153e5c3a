package dev.strata.exporter.report;

import dev.strata.exporter.signal.SignalReading.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people say them. What a number counts is told by the end of its name. */
final class Figures {

    private static final Pattern BURN = Pattern.compile("burn_([0-9]+[a-z]+)_ratio");
    private static final Pattern COMPARED = Pattern.compile("(.+)_to_(.+)_ratio");
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

    /** From here on a share is said as a multiple. */
    private static final double MULTIPLE = 2;

    private Figures() {}

    /** Name and number, such as {@code latency p99 2.4 s}. */
    static String evidence(Evidence evidence) {
        String name = evidence.name();
        double value = evidence.value();
        if (name.endsWith("_ratio")) {
            return ratio(name, value);
        }
        if (name.endsWith("_timestamp_seconds")) {
            return words(name, "_timestamp_seconds") + " " + Wording.clock(Instant.ofEpochSecond((long) value));
        }
        if (name.endsWith("_seconds")) {
            return words(name, "_seconds") + " " + seconds(value);
        }
        if (name.endsWith("_per_second")) {
            return number(value) + " " + Wording.words(name);
        }
        if (name.endsWith("_bytes")) {
            return words(name, "_bytes") + " " + bytes(value);
        }
        return Wording.words(name) + " " + number(value);
    }

    private static String ratio(String name, double value) {
        Matcher burn = BURN.matcher(name);
        if (burn.matches()) {
            return "burn over " + burn.group(1) + " " + number(value) + " times the budget";
        }
        if (name.endsWith("_burn_ratio")) {
            return words(name, "_ratio") + " " + number(value) + " times the budget";
        }
        if (name.endsWith("_remaining_ratio") && value < 0) {
            return words(name, "_remaining_ratio") + " used " + number(1 - value) + " times over";
        }
        Matcher compared = COMPARED.matcher(name);
        if (compared.matches()) {
            return Wording.words(compared.group(1)) + " " + share(value) + (value > MULTIPLE ? " its " : " of its ")
                    + Wording.words(compared.group(2));
        }
        return words(name, "_ratio") + " " + share(value);
    }

    private static String share(double value) {
        return value > MULTIPLE ? number(value) + " times" : percent(value);
    }

    /** A share in percent; close to all, what is missing keeps two significant digits. */
    static String percent(double share) {
        double missing = 100 - share * 100;
        if (missing > 0 && missing < 10) {
            int digits = Math.min(6, Math.max(1, 1 - (int) Math.floor(Math.log10(missing))));
            return trimmed(String.format(Locale.ROOT, "%." + digits + "f", share * 100)) + " %";
        }
        return number(share * 100) + " %";
    }

    private static String seconds(double value) {
        if (value >= 120) {
            return age(Duration.ofSeconds(Math.round(value)));
        }
        return value < 1 ? number(value * 1000) + " ms" : number(value) + " s";
    }

    static String bytes(double value) {
        double left = value;
        int unit = 0;
        while (Math.abs(left) >= 1024 && unit < BYTES.size() - 1) {
            left /= 1024;
            unit++;
        }
        return number(left) + " " + BYTES.get(unit);
    }

    /** A length of time: two units at most. */
    static String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }

    /** As many digits as say something: none behind the point from a hundred on, two significant ones below one. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return size < 1e15 ? String.valueOf(Math.round(value)) : String.format(Locale.ROOT, "%.1e", value);
        }
        if (size >= 1) {
            return trimmed(String.format(Locale.ROOT, "%.1f", value));
        }
        if (size < 1e-4) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int digits = 1 - (int) Math.floor(Math.log10(size));
        return trimmed(String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    private static String trimmed(String decimals) {
        return decimals.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String words(String name, String ending) {
        return Wording.words(name.substring(0, name.length() - ending.length()));
    }
}
