package dev.strata.rulegen.dashboard;

/**
 * Marks in time across all panels.
 *
 * @param query in PromQL, with variables
 * @param valueIsTime whether the query's values are the times, in milliseconds; else every sample is a mark
 * @param text what stands at a mark, with label names in double braces
 */
public record Event(String name, String query, boolean valueIsTime, String text, String color) {}
