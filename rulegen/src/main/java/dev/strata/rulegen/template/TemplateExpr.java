package dev.strata.rulegen.template;

import java.util.List;

/** An expression inside braces; each knows where it stands in the template. */
sealed interface TemplateExpr {

    int offset();

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of expression. */
    interface Visitor<R> {
        R literal(Literal expr);

        R dot(Dot expr);

        R variable(Variable expr);

        R fields(Fields expr);

        R call(Call expr);
    }

    /** A string, number or truth value. */
    record Literal(int offset, TemplateValue value) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** The current element. */
    record Dot(int offset) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dot(this);
        }
    }

    /** A variable, its name with the dollar sign. */
    record Variable(int offset, String name) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.variable(this);
        }
    }

    /** Fields of a value, outermost first. */
    record Fields(int offset, TemplateExpr base, List<String> names) implements TemplateExpr {
        public Fields {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fields(this);
        }
    }

    /** A function with its arguments; a pipeline's left side is the last of them. */
    record Call(int offset, String function, List<TemplateExpr> arguments) implements TemplateExpr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }
}
