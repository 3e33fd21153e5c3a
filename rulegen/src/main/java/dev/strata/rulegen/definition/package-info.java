/**
 * What users define: alerts with their conditions, SLOs, targets.
 *
 * <p>Comes from {@code definition.yaml}, goes to {@code compile}. Imports expression trees, positions and the catalog;
 * knows nothing of files or YAML.
 */
@NullMarked
package dev.strata.rulegen.definition;

import org.jspecify.annotations.NullMarked;
