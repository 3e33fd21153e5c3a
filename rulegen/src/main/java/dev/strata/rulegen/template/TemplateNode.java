package dev.strata.rulegen.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a template; each knows where it begins and ends. */
sealed interface TemplateNode {

    int start();

    int end();

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of node. */
    interface Visitor<R> {
        R text(Text node);

        R output(Output node);

        R branch(Branch node);

        R range(Range node);

        R invoke(Invoke node);

        R jump(Jump node);
    }

    /** Text that is written as it is. */
    record Text(int start, int end, String text) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** A pipeline whose result is written, or kept when it sets variables. */
    record Output(int start, int end, TemplateExpr.Pipeline pipeline) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.output(this);
        }
    }

    /** {@code if} or {@code with}, its {@code else if} or {@code else with}, and its {@code else}. */
    record Branch(int start, int end, boolean setsDot, List<Arm> arms, List<TemplateNode> otherwise)
            implements TemplateNode {
        public Branch {
            arms = List.copyOf(arms);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /** One condition of a branch with what it guards. */
    record Arm(TemplateExpr.Pipeline condition, List<TemplateNode> body) {
        public Arm {
            body = List.copyOf(body);
        }
    }

    /** A loop. */
    record Range(
            int start, int end, TemplateExpr.Pipeline pipeline, List<TemplateNode> body, List<TemplateNode> otherwise)
            implements TemplateNode {
        public Range {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.range(this);
        }
    }

    /** {@code template} or {@code block}: a defined template with what its dot becomes. */
    record Invoke(int start, int end, String name, TemplateExpr.@Nullable Pipeline argument) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invoke(this);
        }
    }

    /** {@code break} or {@code continue}. */
    record Jump(int start, int end, boolean ends) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jump(this);
        }
    }
}
