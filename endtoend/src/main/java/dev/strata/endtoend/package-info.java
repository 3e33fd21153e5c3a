/**
 * What it takes to run both programs against the real components: the programs as processes, incidents as data, and
 * copies of rules whose durations are shortened. Comes in: built programs, incident files; goes out: what was seen.
 * May import everything; nobody imports it, and it is never shipped.
 */
@NullMarked
package dev.strata.endtoend;

import org.jspecify.annotations.NullMarked;
