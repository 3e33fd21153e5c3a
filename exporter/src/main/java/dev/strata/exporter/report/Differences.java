package dev.strata.exporter.report;

import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.health.HealthSnapshot.Change;
import java.util.ArrayList;
import java.util.List;

/** What an edit changed, who manages it and where it is kept, in words. */
final class Differences {

    /** A line holds no more; the rest is counted. */
    private static final int MOST = 4;

    private Differences() {}

    /** With a colon before it; empty where nothing is known. */
    static String told(Change change) {
        var parts = new ArrayList<String>();
        List<Difference> shown = change.differences().stream()
                .filter(one -> !one.field().equals(Difference.TEMPLATE))
                .toList();
        shown.stream().limit(MOST).map(Differences::told).forEach(parts::add);
        if (shown.size() > MOST) {
            parts.add((shown.size() - MOST) + " more");
        }
        String what = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
        String who = change.manager().isEmpty() ? "" : " by " + Printable.text(change.manager());
        return what + who + origin(change);
    }

    private static String origin(Change change) {
        if (change.origin() == null) {
            return "";
        }
        String revision = change.origin().revision();
        return " (" + Wording.subject(change.origin().by())
                + (revision.isEmpty() ? "" : " at " + Printable.text(revision)) + ")";
    }

    private static String told(Difference one) {
        if (one.field().equals(Difference.IMAGE)) {
            return image(one);
        }
        boolean memory = one.field().equals("memory_request");
        String of = one.of().isEmpty() ? "" : " of " + Printable.text(one.of());
        return Wording.words(one.field()) + of + " " + value(one.before(), memory) + " -> "
                + value(one.after(), memory);
    }

    /** The name once where only the tag or digest differs, and the container where its name says more. */
    private static String image(Difference one) {
        String name = name(one.before());
        boolean same = !name.isEmpty() && name.equals(name(one.after()));
        String container = last(name(one.after())).equals(one.of()) ? "" : " of container " + Printable.text(one.of());
        return "image" + container
                + (same
                        ? " " + Printable.text(name) + " " + value(rest(one.before()), false) + " -> "
                                + value(rest(one.after()), false)
                        : " " + value(one.before(), false) + " -> " + value(one.after(), false));
    }

    private static String value(String text, boolean bytes) {
        if (text.isEmpty()) {
            return "none";
        }
        return bytes ? Figures.bytes(Double.parseDouble(text)) : Printable.text(text);
    }

    /** An image without tag and digest; a colon before the last slash belongs to a port. */
    private static String name(String image) {
        return image.substring(0, end(image));
    }

    private static String rest(String image) {
        int end = end(image);
        return end == image.length() ? "" : image.substring(image.charAt(end) == ':' ? end + 1 : end);
    }

    private static int end(String image) {
        int digest = image.indexOf('@');
        int limit = digest < 0 ? image.length() : digest;
        int tag = image.lastIndexOf(':', limit - 1);
        return tag > image.lastIndexOf('/', limit - 1) ? tag : limit;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
