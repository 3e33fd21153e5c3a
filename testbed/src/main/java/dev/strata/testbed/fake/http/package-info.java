/**
 * A small HTTP/1.1 server on loopback with a thread for each connection: long chunked answers leave when they are
 * flushed, and a connection can be broken in ways that a well-behaved server would not.
 *
 * <p>In come sockets, out go exchanges with a handler. May import the JDK only.
 */
@NullMarked
package dev.strata.testbed.fake.http;

import org.jspecify.annotations.NullMarked;
