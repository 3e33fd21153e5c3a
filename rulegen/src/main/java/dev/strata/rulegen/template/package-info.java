/**
 * The part of Go's text templates that annotations use: parsed, checked for names, rendered.
 *
 * <p>In comes the text of an annotation; out goes a tree, and with labels, a value and answers to {@code query} the text
 * that Prometheus would send. Imports nothing but the JDK.
 */
@NullMarked
package dev.strata.rulegen.template;

import org.jspecify.annotations.NullMarked;
