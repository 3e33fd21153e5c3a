package dev.strata.endtoend.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.testbed.fake.FakeApiMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
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

    private final Process server;
    private final int port;
    private final BenchTable table;

    private FakeServerBench(Process server, int port, BenchTable table) {
        this.server = server;
        this.port = port;
        this.table = table;
    }

    public static void main(String[] args) throws Exception {
        String tier = args.length == 2 && args[0].equals("--tier") ? args[1] : "M";
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeApiMain.class.getName(),
                        "--tier",
                        tier,
                        "--with-parent",
                        "true")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
            String made = lines.readLine();
            String said = lines.readLine();
            if (said == null) {
                throw new IOException("the server ended at once");
            }
            BenchTable table = new BenchTable("tier " + tier + ", " + made, "MB", "wall s", "server CPU s");
            int port = Integer.parseInt(said.substring("port ".length()));
            new FakeServerBench(server, port, table).run();
            table.print(System.out);
            table.write();
        } finally {
            server.destroy();
            server.waitFor();
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
        Duration before = cpu();
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
        double wall = (System.nanoTime() - begin) / 1e9;
        table.add(name, bytes / 1e6, wall, cpu().minus(before).toMillis() / 1e3);
    }

    private Duration cpu() {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
