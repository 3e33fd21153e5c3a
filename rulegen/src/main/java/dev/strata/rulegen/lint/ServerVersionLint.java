package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;

/** A field that the server does not know makes it refuse the whole file. */
final class ServerVersionLint implements Lint {
    private static final int KEEP_MAJOR = 2;
    private static final int KEEP_MINOR = 42;

    private final String version;

    /** Takes the version of the server that the rules are for, as {@code major.minor}. */
    ServerVersionLint(String version) {
        this.version = version;
    }

    @Override
    public String id() {
        return "server-version";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        if (!rule.keepFiringFor().isZero() && isBefore(KEEP_MAJOR, KEEP_MINOR)) {
            report.error(
                    "Prometheus " + version + " does not know keep_firing_for, it came with 2.42",
                    "leave \"keepFiringFor\" out, or raise \"prometheus\" in Targets");
        }
    }

    private boolean isBefore(int major, int minor) {
        String[] parts = version.split("[.]", -1);
        int own = Integer.parseInt(parts[0]);
        return own < major || (own == major && Integer.parseInt(parts[1]) < minor);
    }
}
