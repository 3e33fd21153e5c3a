/**
 * Tests for the generated rules, in the terms of promtool.
 *
 * <p>In come compiled alerts; out go series that stand just below, at and just above what a condition says, and what must
 * then be pending, firing or quiet, texts included. Imports what was compiled, definitions, templates, expression trees
 * and the catalog.
 */
@NullMarked
package dev.strata.rulegen.promtest;

import org.jspecify.annotations.NullMarked;
