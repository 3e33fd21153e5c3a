package dev.strata.testbed.fake.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Listens on loopback; may go down and come back on the same port. */
public final class HttpListener implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofMillis(20);

    private final HttpHandler handler;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private @Nullable ServerSocket server;

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     */
    public HttpListener(int port, HttpHandler handler) throws IOException {
        this.handler = handler;
        ServerSocket bound = bind(port);
        this.port = bound.getLocalPort();
        accept(bound);
    }

    public int port() {
        return port;
    }

    /** Connections that are open now. */
    public int connections() {
        return open.size();
    }

    /**
     * Listens again after {@link #down}; does nothing while it listens. Somebody's connection may have got the port
     * meanwhile, so it is asked for again for some seconds.
     */
    public synchronized void up() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server == null) {
            try {
                accept(bind(port));
            } catch (BindException taken) {
                if (System.nanoTime() > end) {
                    throw taken;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /** Refuses new connections and resets those that are open. */
    public synchronized void down() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        for (Socket socket : List.copyOf(open)) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException alreadyClosed) {
                open.remove(socket);
            }
        }
    }

    @Override
    public void close() {
        try {
            down();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        return socket;
    }

    private synchronized void accept(ServerSocket bound) {
        server = bound;
        daemon("fake-api-accept", () -> acceptAll(bound));
    }

    private void acceptAll(ServerSocket bound) {
        try {
            while (true) {
                Socket socket = bound.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                if (bound.isClosed()) {
                    socket.close();
                }
                daemon(
                        "fake-api-" + names.incrementAndGet(),
                        new HttpConnection(socket, handler, () -> open.remove(socket)));
            }
        } catch (IOException closed) {
            // Going down is the way out of this loop.
            return;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
