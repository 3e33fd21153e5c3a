package dev.strata.rulegen.promql.check;

/** The four types of values. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    STRING("string", "string"),
    VECTOR("vector", "instant vector"),
    MATRIX("matrix", "range vector");

    private final String text;
    private final String documented;

    ValueType(String text, String documented) {
        this.text = text;
        this.documented = documented;
    }

    /** Prometheus's short word, as its API answers it. */
    public String text() {
        return text;
    }

    /** The word of the documentation, for people. */
    public String documented() {
        return documented;
    }
}
