/**
 * Which metrics exist, what type they have and which labels they carry.
 *
 * <p>In come the catalog, the names of recorded series and tables of public exporters, each naming its source; out go
 * answers by name. Imports the catalog and the port that inference reads.
 */
@NullMarked
package dev.strata.rulegen.metric;

import org.jspecify.annotations.NullMarked;
