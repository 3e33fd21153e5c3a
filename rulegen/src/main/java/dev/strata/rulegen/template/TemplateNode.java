package dev.strata.rulegen.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a template. */
sealed interface TemplateNode {

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of node. */
    interface Visitor<R> {
        R text(Text node);

        R output(Output node);

        R assign(Assign node);

        R branch(Branch node);

        R range(Range node);
    }

    /** Text that is copied. */
    record Text(String text) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** A pipeline whose value is written. */
    record Output(TemplateExpr pipeline) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.output(this);
        }
    }

    /** {@code $name := pipeline} or {@code $name = pipeline}. */
    record Assign(String name, boolean declares, TemplateExpr pipeline) implements TemplateNode {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assign(this);
        }
    }

    /** {@code if} or {@code with}; {@code with} sets the dot, and the variable if it has one. */
    record Branch(
            boolean setsDot,
            @Nullable String variable,
            TemplateExpr pipeline,
            List<TemplateNode> then,
            List<TemplateNode> otherwise)
            implements TemplateNode {
        public Branch {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /** {@code range}, with the variables for key and element if it has them. */
    record Range(
            @Nullable String key,
            @Nullable String element,
            TemplateExpr pipeline,
            List<TemplateNode> body,
            List<TemplateNode> otherwise)
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
}
