package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.SteadyCase.Element;
import dev.strata.rulegen.promtest.SteadyWorld.Move;
import dev.strata.rulegen.promtest.SteadyWorld.Named;
import dev.strata.rulegen.promtest.SteadyWorld.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns an expression round: what series must be like for it to have one element, and then what they are like where one
 * thing is different: a value at a limit or on the other side of it, a label that does not match, a series that is not
 * there. The plain case comes first.
 */
final class Inversion {
    private static final int MOST_COPIES = 50;
    private static final int NATURAL_COPIES = 4;
    private static final String PEER = "peer";
    private static final Set<String> COUNTED = Set.of("rate", "increase");

    private final Duration step;
    private final boolean waits;
    private final InvertedJoins joins;
    private final Calm calm;

    /** {@code waits}: whether a condition that holds for a moment only makes no alert. */
    Inversion(Expr root, Duration step, boolean waits) {
        this.step = step;
        this.waits = waits;
        this.joins = new InvertedJoins(this);
        this.calm = new Calm(root);
    }

    List<SteadyCase> solve(Expr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        Expr node = expr.unwrapped();
        if (node instanceof VectorSelector selector) {
            return selector(selector, "", Duration.ZERO, world, scope);
        }
        if (node instanceof AggregateExpr aggregate) {
            return aggregate(aggregate, world, scope);
        }
        if (node instanceof Call call) {
            return call(call, world, scope);
        }
        if (node instanceof BinaryExpr binary) {
            return joins.solve(binary, world, scope);
        }
        throw new NotInvertible("an expression of this kind");
    }

    /** The element in a world to which nothing is added. */
    SteadyCase look(Expr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        return solve(expr, world, scope.asIs()).get(0);
    }

    private List<SteadyCase> call(Call call, SteadyWorld world, Scope scope) throws NotInvertible {
        List<Expr> arguments = call.arguments();
        String function = call.function();
        if (function.equals("label_replace")) {
            return replaced(call, world, scope);
        }
        if (function.equals("abs")) {
            return solve(arguments.get(0), world, scope);
        }
        if (function.equals("clamp_min") && arguments.get(1).unwrapped() instanceof NumberLiteral least) {
            var cases = new ArrayList<SteadyCase>();
            for (SteadyCase one : solve(arguments.get(0), world, scope)) {
                Element element = one.element();
                cases.add(
                        one.with(element == null ? null : element.withValue(Math.max(element.value(), least.value()))));
            }
            return cases;
        }
        boolean windowed =
                ScenarioMaker.STEADY.contains(function) || COUNTED.contains(function) || function.equals("changes");
        if (windowed
                && arguments.get(0).unwrapped() instanceof MatrixSelector matrix
                && matrix.range() instanceof PromDuration.Literal window) {
            return selector(matrix.selector(), function, Duration.ofNanos(window.nanos()), world, scope);
        }
        throw new NotInvertible(function + "()");
    }

    private List<SteadyCase> selector(
            VectorSelector selector, String function, Duration window, SteadyWorld world, Scope scope)
            throws NotInvertible {
        int since = offset(selector);
        List<Named> found = world.found(selector, scope.labels());
        if (!found.isEmpty()) {
            Wave wave = world.wave(found.get(0));
            for (Named key : found) {
                if (!world.wave(key).equals(wave)) {
                    throw new NotInvertible("several series of one metric");
                }
            }
            Element element = element(found.get(0), wave, function, window, scope.want());
            return List.of(new SteadyCase(world, since(element, since), ""));
        }
        if (scope.frozen()) {
            return List.of(new SteadyCase(world, null, ""));
        }
        var key = new Named(selector.metricName(), SelectorLabels.of(selector, scope));
        Wave wave = wave(function, window, scope.want());
        Element element = since(element(key, wave, function, window, scope.want()), since);
        var cases = new ArrayList<SteadyCase>();
        cases.add(new SteadyCase(world.with(key, wave), element, ""));
        for (Map<String, String> decoy : Decoys.of(key.labels(), selector.matchers())) {
            var other = new Named(key.name(), new TreeMap<>(decoy));
            cases.add(new SteadyCase(world.with(other, wave), null, "mismatch"));
        }
        cases.add(new SteadyCase(world, null, "without"));
        if (function.equals("changes") && waits && wave.move() == Move.STAYS) {
            var moving = new Wave(Move.CHANGES, 1);
            Element moved = element(key, moving, function, window, Want.beside(0, 1));
            cases.add(new SteadyCase(world.with(key, moving), moved, "moving"));
        }
        return cases;
    }

    private static Element since(Element element, int since) {
        return new Element(element.labels(), element.value(), element.exact(), Math.max(since, element.since()));
    }

    private int offset(VectorSelector selector) throws NotInvertible {
        PromDuration offset = selector.time().offset();
        if (selector.time().at() != null || (offset != null && !(offset instanceof PromDuration.Literal))) {
            throw new NotInvertible("another time");
        }
        if (!(offset instanceof PromDuration.Literal literal)) {
            return 0;
        }
        if (literal.nanos() < 0 || selector.metricName().isEmpty()) {
            throw new NotInvertible("a time to come");
        }
        return (int) (literal.nanos() / step.toNanos());
    }

    private static Wave wave(String function, Duration window, Want want) {
        boolean more = want.value() > 0 && want.side() >= 0;
        if (function.equals("changes")) {
            return new Wave(more && want.side() > 0 ? Move.CHANGES : Move.STAYS, 1);
        }
        if (COUNTED.contains(function)) {
            double speed = function.equals("increase") ? want.value() / window.toSeconds() : want.value();
            return want.value() > 0 ? new Wave(Move.COUNTS, speed) : new Wave(Move.STAYS, 1);
        }
        return new Wave(Move.STAYS, want.value());
    }

    private Element element(Named key, Wave wave, String function, Duration window, Want want) throws NotInvertible {
        int steps = (int) (window.toNanos() / step.toNanos());
        if (COUNTED.contains(function)) {
            if (wave.move() == Move.STAYS) {
                return new Element(key.labels(), 0, true, 1);
            }
            if (wave.move() == Move.COUNTS) {
                double value = function.equals("increase") ? wave.value() * window.toSeconds() : wave.value();
                return new Element(key.labels(), value, false, want.growth() ? 1 : Math.max(1, steps - 1));
            }
        } else if (function.equals("changes")) {
            if (wave.move() == Move.STAYS) {
                return new Element(key.labels(), 0, true, 0);
            }
            if (wave.move() == Move.CHANGES) {
                return new Element(key.labels(), Math.max(0, steps - 1), false, Math.max(1, want.whole()));
            }
        } else if (wave.move() == Move.STAYS) {
            return new Element(key.labels(), wave.value(), true, 0);
        }
        throw new NotInvertible("one series read in two ways");
    }

    private List<SteadyCase> replaced(Call call, SteadyWorld world, Scope scope) throws NotInvertible {
        String target = text(call, 1);
        String replacement = text(call, 2);
        String source = text(call, 3);
        boolean constant = source.isEmpty() && !replacement.contains("$");
        boolean renamed = replacement.equals("$1") && text(call, 4).equals("(.+)");
        if (!constant && !renamed) {
            throw new NotInvertible("label_replace with a pattern");
        }
        Scope inner = scope.needingNot(List.of(target));
        if (renamed && scope.need().contains(target)) {
            inner = inner.needingToo(List.of(source)).with(source, scope.value(target));
        }
        var cases = new ArrayList<SteadyCase>();
        for (SteadyCase one : solve(call.arguments().get(0), world, inner)) {
            Element element = one.element();
            if (element != null) {
                var labels = new TreeMap<>(element.labels());
                String value = constant ? replacement : labels.getOrDefault(source, "");
                if (!value.isEmpty()) {
                    labels.put(target, value);
                }
                element = element.withLabels(labels);
            }
            cases.add(one.with(element));
        }
        return cases;
    }

    private static String text(Call call, int index) throws NotInvertible {
        if (call.arguments().get(index).unwrapped() instanceof StringLiteral literal) {
            return literal.value();
        }
        throw new NotInvertible("a label that is computed");
    }

    private List<SteadyCase> aggregate(AggregateExpr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        if (expr.grouping().without() || expr.parameter() != null) {
            throw new NotInvertible(expr.op().text());
        }
        Scope inner = scope.needing(expr.grouping().labels());
        switch (expr.op()) {
            case COUNT -> {
                return counted(expr, world, inner);
            }
            case GROUP -> inner = inner.wanting(Want.ANYTHING);
            case MAX, MIN, AVG, SUM -> {}
            default -> throw new NotInvertible(expr.op().text());
        }
        var cases = new ArrayList<SteadyCase>();
        for (SteadyCase one : solve(expr.operand(), world, inner)) {
            cases.add(one.with(grouped(expr, one.element())));
        }
        if (!scope.frozen() && calm.isAlone(expr)) {
            cases.set(0, accompanied(expr, world, cases.get(0)));
        }
        return cases;
    }

    private static @Nullable Element grouped(AggregateExpr expr, @Nullable Element element) {
        if (element == null) {
            return null;
        }
        var labels = new TreeMap<>(element.labels());
        labels.keySet().retainAll(expr.grouping().labels());
        Element group = element.withLabels(labels);
        return expr.op() == AggregateOp.GROUP ? group.withValue(1) : group;
    }

    /** A second series of the group: a calmer one beside the worst, or three quarters of a sum. */
    private static SteadyCase accompanied(AggregateExpr expr, SteadyWorld before, SteadyCase plain) {
        List<Named> added = plain.world().series().keySet().stream()
                .filter(key -> !before.series().containsKey(key))
                .toList();
        if (added.size() != 1) {
            return plain;
        }
        Named key = added.get(0);
        Wave wave = plain.world().wave(key);
        var labels = new TreeMap<>(key.labels());
        labels.put(PEER, "beside-it");
        var peer = new Named(key.name(), labels);
        double value = wave.value();
        if (wave.move() == Move.CHANGES) {
            return expr.op() == AggregateOp.MAX ? plain.beside(peer, new Wave(Move.STAYS, 1)) : plain;
        }
        boolean counts = wave.move() == Move.COUNTS;
        return switch (expr.op()) {
            case MAX -> value > 0 ? plain.beside(peer, new Wave(Move.STAYS, counts ? 1 : value / 2)) : plain;
            case MIN -> counts ? plain : plain.beside(peer, new Wave(Move.STAYS, value + 1 + Math.abs(value)));
            case SUM -> new SteadyCase(plain.world().withShared(key), plain.element(), plain.story());
            default -> plain;
        };
    }

    /** As many elements as are wanted, told apart by a label that the count leaves out. */
    private List<SteadyCase> counted(AggregateExpr expr, SteadyWorld world, Scope scope) throws NotInvertible {
        String label = Calm.told(expr);
        Scope one = scope.needingToo(List.of(label)).wanting(Want.ANYTHING);
        int there = 0;
        Element seen = null;
        for (int i = 0; i <= there + 1 && i < MOST_COPIES; i++) {
            Element element = look(expr.operand(), world, copy(one, label, i)).element();
            if (element != null) {
                seen = seen == null ? element : seen.with(element);
                there++;
            }
        }
        if (seen != null || scope.frozen()) {
            Element element = seen == null ? null : grouped(expr, seen.withValue(there));
            return List.of(new SteadyCase(world, element, ""));
        }
        int wanted = scope.want().isNatural()
                ? NATURAL_COPIES
                : Math.max(0, scope.want().whole());
        if (wanted > MOST_COPIES) {
            throw new NotInvertible("a count of " + wanted);
        }
        if (wanted == 0) {
            return List.of(new SteadyCase(world, null, "without"));
        }
        var cases = new ArrayList<SteadyCase>();
        for (SteadyCase first : solve(expr.operand(), world, copy(one, label, 0))) {
            Element element = first.element();
            int count = element == null ? 0 : 1;
            SteadyWorld all = first.world();
            for (int i = 1; i < wanted; i++) {
                SteadyCase next =
                        solve(expr.operand(), all, copy(one, label, i)).get(0);
                all = next.world();
                if (next.element() != null) {
                    element = element == null ? next.element() : element.with(next.element());
                    count++;
                }
            }
            Element group = element == null ? null : grouped(expr, element.withValue(count));
            cases.add(new SteadyCase(all, group, first.story()));
        }
        return cases;
    }

    private static Scope copy(Scope scope, String label, int number) {
        return number == 0 ? scope : scope.with(label, scope.value(label) + "-" + (number + 1));
    }
}
