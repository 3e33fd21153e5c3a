/**
 * The PromQL syntax tree: what the parser makes, what compilers build in code and what printers and checkers read.
 *
 * <p>Immutable records with spans into the text they were read from, {@link dev.strata.rulegen.diagnostic.Span#NONE}
 * when built in code. Trees may be deep: walk them with {@link dev.strata.rulegen.promql.ast.ExprFold}, not by
 * recursion. May import {@code diagnostic} only.
 */
@NullMarked
package dev.strata.rulegen.promql.ast;

import org.jspecify.annotations.NullMarked;
