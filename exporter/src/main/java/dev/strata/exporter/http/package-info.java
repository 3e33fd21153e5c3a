/**
 * The HTTP server: finished pages and the metric registry come in, answers go out. Computes nothing and knows no other
 * room but config; what it serves is handed to it by main. Sole user of the JDK's HTTP server and the Prometheus handler.
 */
@NullMarked
package dev.strata.exporter.http;

import org.jspecify.annotations.NullMarked;
