package dev.strata.exporter.config;

import dev.strata.catalog.Signals;
import dev.strata.exporter.signal.Thresholds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** Reads the configuration file and the flags; never stops at the first problem. */
public final class ConfigReader {

    /** A file larger than this is no configuration. */
    static final long LARGEST_FILE = 1 << 20;

    private static final Duration INSTANT = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);

    private final ConfigSection root;
    private final ConfigProblems problems;
    private final Flags flags;

    private ConfigReader(ConfigSection root, ConfigProblems problems, Flags flags) {
        this.root = root;
        this.problems = problems;
        this.flags = flags;
    }

    /** Reads the file that the flags name, if they name one, and lays the flags over it. */
    public static ConfigReading read(Flags flags) {
        Path file = flags.configFile();
        if (file == null) {
            return read("", Path.of(""), "", flags);
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return failed(file, "larger than 1 MiB, which is no configuration");
            }
            Path folder = file.toAbsolutePath().getParent();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return read(file.toString(), folder == null ? Path.of("") : folder, text, flags);
        } catch (NoSuchFileException e) {
            return failed(file, "no such file");
        } catch (CharacterCodingException e) {
            return failed(file, "not UTF-8 text");
        } catch (IOException e) {
            return failed(file, "cannot be read: " + e.getMessage());
        }
    }

    /** Reads the text of a file; {@code folder} is where relative paths start. */
    static ConfigReading read(String file, Path folder, String text, Flags flags) {
        var problems = new ConfigProblems(file);
        var root = new ConfigSection(ConfigTree.read(text, problems), folder, problems);
        var config = new ConfigReader(root, problems, flags).config();
        var found = problems.all();
        return found.isEmpty() ? new ConfigReading(config, found) : new ConfigReading(null, found);
    }

    private static ConfigReading failed(Path file, String message) {
        var problem = new ConfigProblem(file.toString(), message);
        return new ConfigReading(null, List.of(problem));
    }

    private ExporterConfig config() {
        Thresholds thresholds = ThresholdsSection.read(root.section("thresholds"), Thresholds.DEFAULTS);
        var config = new ExporterConfig(
                kubernetes(),
                PrometheusSection.read(root, flags, problems),
                listen(),
                evaluation(),
                signals(),
                thresholds,
                owners(),
                TuningSection.read(root, thresholds),
                LinksConfig.read(root.section("links")));
        root.rejectOthers();
        return config;
    }

    private KubernetesConfig kubernetes() {
        var section = root.section("kubernetes");
        Path file = section.file("kubeconfig");
        String context = section.text("context");
        var config = new KubernetesConfig(
                flags.kubeconfig() != null ? flags.kubeconfig() : file,
                flags.context() != null ? flags.context() : context,
                section.duration("staleAfter", Duration.ofSeconds(30), SHORT, DAY));
        section.rejectOthers();
        return config;
    }

    private ListenAddress listen() {
        var section = root.section("web");
        String text = section.text("listenAddress", ListenAddress.DEFAULT.toString());
        var parsed = ListenAddress.parse(text);
        if (parsed.isEmpty()) {
            section.reject("listenAddress", "expected host:port or :port, found '" + text + "'");
        }
        section.rejectOthers();
        String flag = flags.listenAddress();
        if (flag != null) {
            parsed = ListenAddress.parse(flag);
            if (parsed.isEmpty()) {
                problems.flag("--web.listen-address", "expected host:port or :port, found '" + flag + "'");
            }
        }
        return parsed.orElse(ListenAddress.DEFAULT);
    }

    private EvaluationConfig evaluation() {
        var section = root.section("evaluation");
        var config = new EvaluationConfig(
                section.duration("interval", EvaluationConfig.DEFAULTS.interval(), SHORT, Duration.ofMinutes(1)),
                section.duration("holdUnknown", EvaluationConfig.DEFAULTS.holdUnknown(), INSTANT, DAY));
        section.rejectOthers();
        return config;
    }

    private SignalsConfig signals() {
        var section = root.section("signals");
        var disabled = new HashSet<String>();
        var timings = new HashMap<String, SignalsConfig.Timing>();
        for (var signal : Signals.ALL) {
            var one = section.section(signal.id());
            if (!one.flag("enabled", !signal.experimental())) {
                disabled.add(signal.id());
            }
            var timing = new SignalsConfig.Timing(
                    one.duration("for", signal.pendingFor(), INSTANT, DAY),
                    one.duration("keepFiring", signal.keepFiring(), INSTANT, DAY));
            if (one.has("for") || one.has("keepFiring")) {
                timings.put(signal.id(), timing);
            }
            one.rejectOthers();
        }
        section.rejectOthers();
        return new SignalsConfig(disabled, timings);
    }

    private OwnersConfig owners() {
        var section = root.section("owners");
        var usual = OwnersConfig.DEFAULTS;
        var owners = new OwnersConfig(
                section.texts("teamLabels", usual.teamLabels()),
                section.texts("tierLabels", usual.tierLabels()),
                section.word("defaultTier", usual.defaultTier(), OwnersConfig.TIERS));
        section.rejectOthers();
        return owners;
    }
}
