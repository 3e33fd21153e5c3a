package dev.strata.testbed.monitoring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link RealPrometheus} shall scrape, evaluate and notify; by default nothing, every second. */
public final class PrometheusBuilder {
    private Duration scrapeInterval = Duration.ofSeconds(1);
    private Duration evaluationInterval = Duration.ofSeconds(1);
    private final SortedMap<String, String> externalLabels = new TreeMap<>();
    private final List<ScrapeJob> jobs = new ArrayList<>();
    private final List<Path> ruleFiles = new ArrayList<>();
    private final List<String> ruleTexts = new ArrayList<>();
    private final List<RealAlertmanager> alertmanagers = new ArrayList<>();
    private String settings = "";
    private final List<String> flags = new ArrayList<>();
    private @Nullable Path dataFolder;

    PrometheusBuilder() {}

    public PrometheusBuilder scrape(ScrapeJob job) {
        jobs.add(job);
        return this;
    }

    /** Several jobs at once, such as those of all targets of a cluster. */
    public PrometheusBuilder scrape(List<ScrapeJob> more) {
        jobs.addAll(more);
        return this;
    }

    /** Scrape and evaluation intervals; a second each unless said. */
    public PrometheusBuilder intervals(Duration scrape, Duration evaluation) {
        scrapeInterval = scrape;
        evaluationInterval = evaluation;
        return this;
    }

    /** A rule file, read where it lies: change it and call {@link RealPrometheus#reload}. Globs work. */
    public PrometheusBuilder rules(Path file) {
        ruleFiles.add(file);
        return this;
    }

    /** The text of a rule file. */
    public PrometheusBuilder rules(String yaml) {
        ruleTexts.add(yaml);
        return this;
    }

    /** Where alerts go, to each that is named; started first if it is not running. */
    public PrometheusBuilder alertmanager(RealAlertmanager receiver) {
        alertmanagers.add(receiver);
        return this;
    }

    public PrometheusBuilder externalLabel(String name, String value) {
        externalLabels.put(name, value);
        return this;
    }

    /** Further top-level configuration as YAML, such as {@code remote_write}. */
    public PrometheusBuilder settings(String yaml) {
        settings = settings + yaml;
        return this;
    }

    /** Further flags, such as {@code --web.enable-remote-write-receiver}. */
    public PrometheusBuilder flags(String... more) {
        flags.addAll(Arrays.asList(more));
        return this;
    }

    /** Where to keep the data; such a folder stays when the server is closed. */
    public PrometheusBuilder dataFolder(Path folder) {
        dataFolder = folder.toAbsolutePath();
        return this;
    }

    public RealPrometheus build() {
        return new RealPrometheus(new PrometheusPlan(
                scrapeInterval,
                evaluationInterval,
                externalLabels,
                jobs,
                ruleFiles,
                ruleTexts,
                alertmanagers,
                settings,
                flags,
                dataFolder));
    }
}
