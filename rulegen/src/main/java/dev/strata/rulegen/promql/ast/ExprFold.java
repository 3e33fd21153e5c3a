package dev.strata.rulegen.promql.ast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Walks trees of any depth without using the call stack. */
public final class ExprFold {
    private ExprFold() {}

    /** What a node comes to, given what its {@link Expr#children() children} came to, in their order. */
    public interface Step<R> {
        R apply(Expr node, List<R> children);
    }

    /** Computes bottom-up. The list given to the step is only valid during the call. */
    public static <R> R fold(Expr root, Step<R> step) {
        return fold(root, node -> {}, step);
    }

    /** Computes bottom-up, and shows each node before its children are computed. */
    public static <R> R fold(Expr root, Consumer<Expr> enter, Step<R> step) {
        var open = new ArrayDeque<Frame>();
        var results = new ArrayList<R>();
        enter.accept(root);
        open.push(new Frame(root));
        while (true) {
            Frame frame = open.element();
            if (frame.next < frame.children.size()) {
                Expr child = frame.children.get(frame.next++);
                enter.accept(child);
                open.push(new Frame(child));
                continue;
            }
            open.pop();
            List<R> own = results.subList(results.size() - frame.children.size(), results.size());
            R result = step.apply(frame.node, own);
            own.clear();
            if (open.isEmpty()) {
                return result;
            }
            results.add(result);
        }
    }

    /** Visits every node, parents before children, in the order of the text. */
    public static void forEach(Expr root, Consumer<Expr> consumer) {
        var open = new ArrayDeque<Expr>();
        open.push(root);
        while (!open.isEmpty()) {
            Expr node = open.pop();
            consumer.accept(node);
            List<Expr> children = node.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
    }

    private static final class Frame {
        private final Expr node;
        private final List<Expr> children;
        private int next;

        private Frame(Expr node) {
            this.node = node;
            this.children = node.children();
        }
    }
}
