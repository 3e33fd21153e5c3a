package dev.strata.testbed.shop;

/** Writes the Prometheus text format. */
final class MetricsPage {
    private final StringBuilder text = new StringBuilder();

    MetricsPage family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    MetricsPage sample(String name, Labels labels, double value) {
        text.append(name)
                .append('{')
                .append(labels.text())
                .append("} ")
                .append(value)
                .append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }
}
