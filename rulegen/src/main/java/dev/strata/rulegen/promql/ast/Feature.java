package dev.strata.rulegen.promql.ast;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Parts of the language that a server refuses until they are switched on. */
public enum Feature {
    EXPERIMENTAL_FUNCTIONS("promql-experimental-functions", "2.49"),
    /** On without a flag since 3.14. */
    DURATION_EXPRESSIONS("promql-duration-expr", "3.4"),
    EXTENDED_RANGE_SELECTORS("promql-extended-range-selectors", "3.7"),
    FILL_MODIFIERS("promql-binop-fill-modifiers", "3.10");

    private final String flag;
    private final String since;

    Feature(String flag, String since) {
        this.flag = flag;
        this.since = since;
    }

    /** The name after {@code --enable-feature=}. */
    public String flag() {
        return flag;
    }

    /** The first release of Prometheus that knows it. */
    public String since() {
        return since;
    }

    /** The part of the language that a name after {@code --enable-feature=} switches on, if it is one. */
    public static Optional<Feature> byFlag(String flag) {
        return Stream.of(values()).filter(feature -> feature.flag.equals(flag)).findFirst();
    }

    /** What release 3.15 allows without any flag. */
    public static Set<Feature> defaults() {
        return Set.of(DURATION_EXPRESSIONS);
    }
}
