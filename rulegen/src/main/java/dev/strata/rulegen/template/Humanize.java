package dev.strata.rulegen.template;

/** Prometheus's functions that make numbers readable. */
final class Humanize {

    private static final int DIGITS = 4;
    private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
    private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};
    private static final String[] BINARY = {"ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};

    private Humanize() {}

    static String number(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return GoFloat.significant(value, DIGITS);
        }
        return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
    }

    static String number1024(double value) {
        if (Math.abs(value) <= 1 || Double.isNaN(value) || Double.isInfinite(value)) {
            return GoFloat.significant(value, DIGITS);
        }
        return scaledDown(value, 1024, BINARY);
    }

    static String percentage(double value) {
        return GoFloat.significant(value * 100, DIGITS) + "%";
    }

    /** Seconds in words, e.g. {@code 1h 2m 3s}. */
    static String duration(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoFloat.significant(value, DIGITS);
        }
        if (value == 0) {
            return "0s";
        }
        if (Math.abs(value) < 1) {
            return scaledUp(value) + "s";
        }
        String sign = value < 0 ? "-" : "";
        long seconds = (long) Math.abs(value);
        long days = seconds / 86400;
        long hours = seconds / 3600 % 24;
        long minutes = seconds / 60 % 60;
        String tail = seconds % 60 + "s";
        if (days != 0) {
            return sign + days + "d " + hours + "h " + minutes + "m " + tail;
        }
        if (hours != 0) {
            return sign + hours + "h " + minutes + "m " + tail;
        }
        if (minutes != 0) {
            return sign + minutes + "m " + tail;
        }
        return sign + GoFloat.significant(Math.abs(value), DIGITS) + "s";
    }

    private static String scaledDown(double value, double step, String[] prefixes) {
        String prefix = "";
        double left = value;
        for (String next : prefixes) {
            if (Math.abs(left) < step) {
                break;
            }
            prefix = next;
            left /= step;
        }
        return GoFloat.significant(left, DIGITS) + prefix;
    }

    private static String scaledUp(double value) {
        String prefix = "";
        double left = value;
        for (String next : SMALL) {
            if (Math.abs(left) >= 1) {
                break;
            }
            prefix = next;
            left *= 1000;
        }
        return GoFloat.significant(left, DIGITS) + prefix;
    }
}
