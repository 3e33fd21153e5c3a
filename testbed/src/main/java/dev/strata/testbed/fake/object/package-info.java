/**
 * What the fake server holds: objects by kind and key under one growing resource version, and the changes of the recent
 * past.
 *
 * <p>In come rendered objects, out go snapshots and changes. May import {@code template}.
 */
@NullMarked
package dev.strata.testbed.fake.object;

import org.jspecify.annotations.NullMarked;
