/**
 * The live source: lists and watches the API server, projects what it says and keeps it in the one mutable store. In
 * come bytes, out go views of facts and what the watch says of itself. Imports {@code cluster}, {@code projection},
 * {@code config}, client-java, OkHttp, Jackson's streaming layer and slf4j.
 */
@NullMarked
package dev.strata.exporter.kube;

import org.jspecify.annotations.NullMarked;
