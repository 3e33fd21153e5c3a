package dev.strata.rulegen.dashboard;

import dev.strata.rulegen.promql.ast.Expr;

/**
 * Marks in time across all panels.
 *
 * @param valueIsTime whether the query's values are the times, in milliseconds; else every sample is a mark
 * @param text what stands at a mark, with label names in double braces
 */
public record Event(String name, Expr expr, boolean valueIsTime, String text, String color) {}
