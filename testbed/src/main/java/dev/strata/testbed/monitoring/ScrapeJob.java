package dev.strata.testbed.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A scrape job with static targets, which stands for what a ServiceMonitor would give.
 *
 * @param targets asked for their addresses when Prometheus starts, so that they may start before it and after this
 * @param settings further fields of the scrape configuration as YAML text, such as {@code relabel_configs}; may be empty
 */
public record ScrapeJob(String name, List<Target> targets, String settings) {
    public ScrapeJob {
        targets = List.copyOf(targets);
    }

    /** A job without targets. */
    public static ScrapeJob named(String name) {
        return new ScrapeJob(name, List.of(), "");
    }

    /** The same job with one target more: {@code host:port} and the labels that discovery would attach. */
    public ScrapeJob target(Supplier<String> address, Map<String, String> labels) {
        List<Target> more = new ArrayList<>(targets);
        more.add(new Target(address, labels));
        return new ScrapeJob(name, more, settings);
    }

    /** The same job; labels of the scraped series win over those of the target. */
    public ScrapeJob honorLabels() {
        return settings("honor_labels: true\n");
    }

    /** The same job with more fields of a scrape configuration, as YAML lines at the left margin. */
    public ScrapeJob settings(String yaml) {
        return new ScrapeJob(name, targets, settings + yaml);
    }

    /** Where to scrape and what to attach. */
    public record Target(Supplier<String> address, Map<String, String> labels) {}
}
