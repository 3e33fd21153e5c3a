package dev.strata.exporter.health;

/** Who looks after a subject; {@code tier} is {@code critical}, {@code standard} or {@code dev}. */
public record Owner(String team, String tier) {}
