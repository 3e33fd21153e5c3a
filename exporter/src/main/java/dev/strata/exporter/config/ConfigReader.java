package dev.strata.exporter.config;

import dev.strata.catalog.Signals;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import dev.strata.exporter.signal.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file and the flags; never stops at the first problem. */
public final class ConfigReader {

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
        ConfigText text = ConfigText.of(file);
        return text.problem().isEmpty()
                ? read(file.toString(), ConfigText.folderOf(file), text.text(), flags)
                : failed(file, text.problem());
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
        Thresholds thresholds = limits(ThresholdsSection.read(root.section("thresholds"), Thresholds.DEFAULTS));
        KubernetesConfig kubernetes = kubernetes();
        PrometheusConfig prometheus = PrometheusSection.read(root, flags, problems);
        Web web = web();
        var config = new ExporterConfig(
                kubernetes,
                prometheus,
                web.listen(),
                web.configFile(),
                evaluation(),
                signals(),
                thresholds,
                owners(),
                TuningSection.read(root, thresholds),
                LinksConfig.read(root.section("links")),
                FlightConfig.read(root, flags.flightRecorder(), problems));
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
                section.duration("staleAfter", Duration.ofSeconds(30), SHORT, DAY),
                optIns(section));
        section.rejectOthers();
        return config;
    }

    private OptIns optIns(ConfigSection section) {
        boolean secrets = section.flag("tlsSecrets", false) || flags.tlsSecrets();
        var kinds = new ArrayList<CustomKind>();
        for (String text : section.texts("customResources", List.of())) {
            CustomKind.parse(text)
                    .ifPresentOrElse(
                            kinds::add,
                            () -> section.reject(
                                    "customResources", "expected " + CustomKind.FORM + ", found '" + text + "'"));
        }
        for (String text : flags.customResources()) {
            CustomKind.parse(text)
                    .ifPresentOrElse(
                            kinds::add,
                            () -> problems.flag(
                                    "--watch.custom-resource",
                                    "expected " + CustomKind.FORM + ", found '" + text + "'"));
        }
        return new OptIns(secrets, kinds.stream().distinct().toList());
    }

    private record Web(ListenAddress listen, @Nullable Path configFile) {}

    private Web web() {
        var section = root.section("web");
        Path file = section.file("configFile");
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
        Path given = flags.webConfigFile();
        return new Web(parsed.orElse(ListenAddress.DEFAULT), given == null ? file : given);
    }

    private EvaluationConfig evaluation() {
        var section = root.section("evaluation");
        var config = new EvaluationConfig(
                section.duration("interval", EvaluationConfig.DEFAULTS.interval(), SHORT, Duration.ofMinutes(1)),
                section.duration("holdUnknown", EvaluationConfig.DEFAULTS.holdUnknown(), INSTANT, DAY));
        section.rejectOthers();
        return config;
    }

    /** With the numbers that single signals set. */
    private Thresholds limits(Thresholds general) {
        Thresholds all = general;
        for (var signal : Signals.ALL) {
            all = ThresholdsSection.limits(root.section("signals").section(signal.id()), signal, all);
        }
        return all;
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
            one.has("limits");
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
