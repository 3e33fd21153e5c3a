package dev.strata.exporter.signal;

/** Words of the API as slugs. */
final class Slugs {

    private Slugs() {}

    /** {@code FailedGetScale} becomes {@code failed_get_scale}; what is no word becomes {@code other}. */
    static String of(String camel) {
        var out = new StringBuilder();
        for (int i = 0; i < camel.length() && i < 64; i++) {
            char c = camel.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (upper && i > 0 && !isUpper(camel, i - 1)) {
                out.append('_');
            }
            if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                out.append(Character.toLowerCase(c));
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        return out.isEmpty() ? "other" : out.toString();
    }

    private static boolean isUpper(String text, int index) {
        char c = text.charAt(index);
        return (c >= 'A' && c <= 'Z') || !Character.isLetterOrDigit(c);
    }
}
