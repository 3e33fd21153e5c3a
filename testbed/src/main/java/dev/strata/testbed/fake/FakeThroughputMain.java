package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints what it costs this server, in a process of its own, to serve a tier: {@code [TIER]}. Asserts nothing. */
public final class FakeThroughputMain {

    private static final String WATCH_LIST = "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
            + "&allowWatchBookmarks=true&timeoutSeconds=1";
    private static final String WIRE = "application/vnd.kubernetes.protobuf";

    private FakeThroughputMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeApiMain.class.getName(),
                        "--tier",
                        args.length > 0 ? args[0] : "M",
                        "--with-parent",
                        "true")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
            out.println(lines.readLine());
            int port = Integer.parseInt(lines.readLine().substring("port ".length()));
            for (int round = 0; round < 2; round++) {
                measure(out, server, port, "/api/v1/pods", "application/json");
                measure(out, server, port, "/api/v1/pods" + WATCH_LIST, "application/json");
                measure(out, server, port, "/api/v1/pods", "application/json;as=PartialObjectMetadataList");
                measure(out, server, port, "/api/v1/pods", WIRE);
                measure(out, server, port, "/api/v1/pods" + WATCH_LIST, WIRE);
                for (String path : List.of("/apis/apps/v1/replicasets", "/apis/discovery.k8s.io/v1/endpointslices")) {
                    measure(out, server, port, path, "application/json");
                    measure(out, server, port, path, WIRE);
                }
            }
        } finally {
            server.destroy();
        }
    }

    private static void measure(PrintStream out, Process server, int port, String path, String accept)
            throws IOException {
        Duration before = cpu(server);
        long begin = System.nanoTime();
        long bytes = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept;
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 18];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        }
        out.printf(
                Locale.ROOT,
                "%-45s %-36s %8.1f MB %6.2f s wall %6.2f s of CPU in the server%n",
                path.substring(0, Math.min(45, path.length())),
                accept.substring(0, Math.min(36, accept.length())),
                bytes / 1e6,
                (System.nanoTime() - begin) / 1e9,
                cpu(server).minus(before).toMillis() / 1e3);
    }

    private static Duration cpu(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
