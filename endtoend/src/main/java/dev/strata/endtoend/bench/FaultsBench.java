package dev.strata.endtoend.bench;

import dev.strata.endtoend.campaign.CampaignReport;
import dev.strata.endtoend.campaign.FaultCampaign;
import java.util.Locale;
import java.util.Map;

/** The fault campaign, ends with 1 if anything was violated: [--minutes N] [--seed N]. */
public final class FaultsBench {

    private FaultsBench() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        long now = System.currentTimeMillis();
        var options = new BenchOptions(Map.of("--minutes", "30", "--seed", Long.toString(now)), args);
        CampaignReport report =
                FaultCampaign.run(Long.parseLong(options.text("--seed")), options.minutes("--minutes"), System.err);
        report.print(System.out);
        BenchTable table = new BenchTable("fault campaign, seed " + options.text("--seed"), "number");
        report.struck().forEach((fault, times) -> table.add(fault.toString(), times));
        table.add("rounds", report.rounds());
        table.add("recoveries", report.recoveries());
        table.add("slowest recovery, s", report.slowestSeconds());
        table.add("blindness noticed late, s", report.latestSeconds());
        table.add("violations", report.violations().size());
        table.write();
        System.exit(report.violations().isEmpty() ? 0 : 1);
    }
}
