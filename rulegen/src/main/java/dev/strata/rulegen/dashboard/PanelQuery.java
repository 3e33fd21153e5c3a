package dev.strata.rulegen.dashboard;

import dev.strata.rulegen.promql.ast.Expr;

/** One query of a panel; the legend names labels in double braces. Tables and stats ask for the newest value only. */
public record PanelQuery(Expr expr, String legend) {}
