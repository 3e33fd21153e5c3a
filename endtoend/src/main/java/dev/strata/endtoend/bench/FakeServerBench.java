package dev.strata.endtoend.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** What the fake API server itself costs while it serves a tier: [--tier S|M|L|XL]. */
public final class FakeServerBench {

    private static final String WATCH_LIST = "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
            + "&allowWatchBookmarks=true&timeoutSeconds=1";
    private static final String PODS = "/api/v1/pods";
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final List<String> WIRED =
            List.of(PODS, PODS + WATCH_LIST, "/apis/apps/v1/replicasets", "/apis/discovery.k8s.io/v1/endpointslices");

    private final FakeProcess server;
    private final BenchTable table;

    private FakeServerBench(FakeProcess server, BenchTable table) {
        this.server = server;
        this.table = table;
    }

    public static void main(String[] args) throws Exception {
        String tier = args.length == 2 && args[0].equals("--tier") ? args[1] : "M";
        try (var server = new FakeProcess("--tier", tier)) {
            BenchTable table = new BenchTable("tier " + tier + ", " + server.made(), "MB", "wall s", "server CPU s");
            new FakeServerBench(server, table).run();
            table.print(System.out);
            table.write();
        }
    }

    /** Twice, because the first round pays for compilation. */
    private void run() throws IOException {
        for (String round : List.of("cold", "warm")) {
            for (String path : WIRED) {
                String name = round + " " + path.replace(WATCH_LIST, " (watch-list)");
                measure(name + " json", path, "application/json");
                measure(name + " protobuf", path, "application/vnd.kubernetes.protobuf");
            }
            measure(round + " " + PODS + " metadata", PODS, METADATA);
        }
    }

    private void measure(String name, String path, String accept) throws IOException {
        Duration before = server.cpu();
        long begin = System.nanoTime();
        long bytes = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: " + accept;
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 18];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        table.add(name, bytes / 1e6, wall, server.cpu().minus(before).toMillis() / 1e3);
    }
}
