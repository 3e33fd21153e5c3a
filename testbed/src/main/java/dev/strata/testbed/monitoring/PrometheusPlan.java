package dev.strata.testbed.monitoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.testbed.part.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link PrometheusBuilder} was told. */
record PrometheusPlan(
        Duration scrapeInterval,
        Duration evaluationInterval,
        SortedMap<String, String> externalLabels,
        List<ScrapeJob> jobs,
        List<Path> ruleFiles,
        List<String> ruleTexts,
        List<RealAlertmanager> alertmanagers,
        String settings,
        List<String> flags,
        @Nullable Path dataFolder) {
    PrometheusPlan {
        externalLabels = Collections.unmodifiableSortedMap(new TreeMap<>(externalLabels));
        jobs = List.copyOf(jobs);
        ruleFiles = List.copyOf(ruleFiles);
        ruleTexts = List.copyOf(ruleTexts);
        alertmanagers = List.copyOf(alertmanagers);
        flags = List.copyOf(flags);
    }

    /** The configuration file; rule texts are written beside it. */
    String config(WorkFolder folder) {
        ObjectNode tree = Yaml.read(settings);
        ObjectNode global = tree.withObjectProperty("global");
        global.put("scrape_interval", prom(scrapeInterval));
        global.put(
                "scrape_timeout",
                prom(scrapeInterval.compareTo(Duration.ofSeconds(10)) < 0 ? scrapeInterval : Duration.ofSeconds(10)));
        global.put("evaluation_interval", prom(evaluationInterval));
        putAll(global, "external_labels", externalLabels);
        ArrayNode rules = tree.putArray("rule_files");
        ruleFiles.forEach(file -> rules.add(file.toAbsolutePath().toString()));
        for (int i = 0; i < ruleTexts.size(); i++) {
            rules.add(folder.write("rules-" + i + ".yml", ruleTexts.get(i)).toString());
        }
        ArrayNode scrapes = tree.putArray("scrape_configs");
        jobs.forEach(job -> scrapes.add(scrape(job)));
        if (!alertmanagers.isEmpty()) {
            ArrayNode notified = tree.withObjectProperty("alerting")
                    .putArray("alertmanagers")
                    .addObject()
                    .putArray("static_configs")
                    .addObject()
                    .putArray("targets");
            alertmanagers.forEach(it -> notified.add(it.url().getAuthority()));
        }
        return Yaml.write(tree);
    }

    private static ObjectNode scrape(ScrapeJob job) {
        ObjectNode scrape = Yaml.read(job.settings());
        scrape.put("job_name", job.name());
        if (job.targets().isEmpty()) {
            return scrape;
        }
        ArrayNode groups = scrape.putArray("static_configs");
        for (ScrapeJob.Target target : job.targets()) {
            ObjectNode group = groups.addObject();
            group.putArray("targets").add(target.address().get());
            putAll(group, "labels", new TreeMap<>(target.labels()));
        }
        return scrape;
    }

    private static void putAll(ObjectNode parent, String name, Map<String, String> labels) {
        ObjectNode node = parent.putObject(name);
        labels.forEach(node::put);
    }

    private static String prom(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
