package dev.strata.exporter.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one page, driven by its own protocol. It talks to loopback only. */
final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

    private Browser(Process process, URI page) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        call("Page.enable", Map.of());
        call("Accessibility.enable", Map.of());
    }

    /** Starts one with a profile of its own. */
    static Browser start(Path profile) throws Exception {
        Path log = profile.resolve("chromium.log");
        Process process = new ProcessBuilder(
                        program(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Browser(process, page(profile.resolve("DevToolsActivePort"), process));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String program() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            for (String name : NAMES) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return Path.of(folder, name).toString();
                }
            }
        }
        throw new AssertionError(
                "no Chromium here: install it, or leave these tests out with -DexcludedGroups=browser");
    }

    private static URI page(Path portFile, Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(portFile)) {
                List<String> lines = Files.readAllLines(portFile);
                if (lines.size() > 1) {
                    var pages = JSON.readTree(URI.create("http://127.0.0.1:" + lines.get(0) + "/json/list")
                            .toURL()
                            .openStream());
                    for (JsonNode one : pages) {
                        if (one.path("type").asText().equals("page")) {
                            return URI.create(one.path("webSocketDebuggerUrl").asText());
                        }
                    }
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Chromium did not start");
    }

    /** The width and height of the window, in its own pixels. */
    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    void media(String feature, String value) throws Exception {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Shows the page as a person sees it who lacks something: {@code achromatopsia} is all colours. */
    void vision(String deficiency) throws Exception {
        call("Emulation.setEmulatedVisionDeficiency", Map.of("type", deficiency));
    }

    /** Without it the page's own scripts do not run; questions of the test still do. */
    void scripts(boolean on) throws Exception {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Goes to an address; milliseconds from asking for it until it was shown whole. */
    double open(String address) throws Exception {
        var loaded = new CompletableFuture<JsonNode>();
        awaited.put("Page.loadEventFired", loaded);
        call("Page.navigate", Map.of("url", address));
        loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return eval("performance.getEntriesByType('navigation')[0].loadEventStart")
                .asDouble();
    }

    JsonNode eval(String expression) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    void key(String name, int code) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", Map.of("type", type, "key", name, "windowsVirtualKeyCode", code));
        }
    }

    /** Writes a picture of the window. */
    void picture(Path file) throws Exception {
        JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = number.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        var answer = new CompletableFuture<JsonNode>();
        open.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode found = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (found.has("error")) {
            throw new AssertionError(method + ": " + found.path("error"));
        }
        return found.path("result");
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket web, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    take(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            web.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(JsonNode message) {
            CompletableFuture<JsonNode> waiting = message.has("id")
                    ? open.remove(message.path("id").asInt())
                    : awaited.remove(message.path("method").asText());
            if (waiting != null) {
                waiting.complete(message);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
