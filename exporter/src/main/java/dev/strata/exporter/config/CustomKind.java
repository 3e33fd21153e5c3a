package dev.strata.exporter.config;

import java.util.Optional;

/** A kind of custom resources that somebody wants to be watched. */
public record CustomKind(String group, String version, String plural, String kind) {

    /** How it is written: {@value}. */
    public static final String FORM = "group/version/plural/Kind";

    /** Reads {@code example.com/v1/widgets/Widget}; empty for any other form. */
    public static Optional<CustomKind> parse(String text) {
        String[] parts = text.split("/", -1);
        boolean complete = parts.length == 4
                && parts[0].matches("[a-z0-9.-]+\\.[a-z0-9-]+")
                && parts[1].matches("v[a-z0-9]+")
                && parts[2].matches("[a-z0-9-]+")
                && parts[3].matches("[A-Za-z0-9]+");
        return complete ? Optional.of(new CustomKind(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }

    @Override
    public String toString() {
        return group + "/" + version + "/" + plural + "/" + kind;
    }
}
