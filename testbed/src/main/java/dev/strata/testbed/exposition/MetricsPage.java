package dev.strata.testbed.exposition;

/** Writes the Prometheus text format. */
public final class MetricsPage {
    private final StringBuilder text = new StringBuilder();

    public MetricsPage family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    public MetricsPage sample(String name, Labels labels, double value) {
        text.append(name);
        if (!labels.text().isEmpty()) {
            text.append('{').append(labels.text()).append('}');
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    public String text() {
        return text.toString();
    }
}
