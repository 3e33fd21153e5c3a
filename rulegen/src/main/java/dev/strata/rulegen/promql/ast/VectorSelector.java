package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A selector of series.
 *
 * @param name the metric name before the braces, empty when there is none; a quoted name inside the braces is a
 *     matcher on {@code __name__}
 * @param matchers as written, without one for {@code name}
 */
public record VectorSelector(String name, List<LabelMatcher> matchers, SelectorTime time, Mode mode, Span span)
        implements Expr {
    /** How the edges of a range are treated; other than PLAIN is experimental. */
    public enum Mode {
        PLAIN,
        ANCHORED,
        SMOOTHED
    }

    public VectorSelector {
        Objects.requireNonNull(name);
        matchers = List.copyOf(matchers);
        Objects.requireNonNull(time);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(span);
    }

    public static VectorSelector of(String name, LabelMatcher... matchers) {
        return of(name, List.of(matchers));
    }

    public static VectorSelector of(String name, List<LabelMatcher> matchers) {
        return new VectorSelector(name, matchers, SelectorTime.NOW, Mode.PLAIN, Span.NONE);
    }

    /** This selector with one more condition. */
    public VectorSelector with(LabelMatcher matcher) {
        var more = new ArrayList<>(matchers);
        more.add(matcher);
        return new VectorSelector(name, more, time, mode, span);
    }

    public VectorSelector withTime(SelectorTime other) {
        return new VectorSelector(name, matchers, other, mode, span);
    }

    public VectorSelector withMode(Mode other) {
        return new VectorSelector(name, matchers, time, other, span);
    }

    public VectorSelector withSpan(Span other) {
        return new VectorSelector(name, matchers, time, mode, other);
    }

    /** The series of this selector over a window. */
    public MatrixSelector over(Duration window) {
        return new MatrixSelector(this, PromDuration.of(window), Span.NONE);
    }

    /** All conditions, that on the name included. */
    public List<LabelMatcher> allMatchers() {
        if (name.isEmpty()) {
            return matchers;
        }
        var all = new ArrayList<LabelMatcher>(matchers);
        all.add(new LabelMatcher(LabelMatcher.METRIC_NAME, LabelMatcher.Op.EQUAL, name, span));
        return List.copyOf(all);
    }

    /** The one metric name this selector asks for, or the empty string when it is not fixed. */
    public String metricName() {
        if (!name.isEmpty()) {
            return name;
        }
        for (LabelMatcher matcher : matchers) {
            if (matcher.label().equals(LabelMatcher.METRIC_NAME) && matcher.op() == LabelMatcher.Op.EQUAL) {
                return matcher.value();
            }
        }
        return "";
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitVectorSelector(this);
    }
}
