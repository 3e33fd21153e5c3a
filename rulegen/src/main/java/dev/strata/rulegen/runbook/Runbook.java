package dev.strata.rulegen.runbook;

import java.util.List;
import java.util.Objects;

/** The page of one alert. */
public record Runbook(String alert, String summary, List<Section> sections) {
    public Runbook {
        Objects.requireNonNull(alert);
        Objects.requireNonNull(summary);
        sections = List.copyOf(sections);
    }

    /** A heading and what stands under it, in Markdown. */
    public record Section(String heading, String text) {}
}
