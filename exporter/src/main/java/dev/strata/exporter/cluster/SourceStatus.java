package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a source of facts answers; {@code problem} is empty while it does, else one line for people. */
public record SourceStatus(boolean up, @Nullable Instant lastSuccess, String problem) {}
