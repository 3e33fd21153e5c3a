package dev.strata.rulegen.template;

import java.util.List;

/** A word of an action; each knows where it begins and ends in the template. */
sealed interface TemplateExpr {

    int start();

    int end();

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of expression. */
    interface Visitor<R> {
        R constant(Constant expr);

        R nil(Nil expr);

        R dot(Dot expr);

        R variable(Variable expr);

        R function(Function expr);

        R path(Path expr);

        R pipeline(Pipeline expr);
    }

    /** A string, character, number or truth value. */
    record Constant(int start, int end, TemplateValue value) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** The word nil. */
    record Nil(int start, int end) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nil(this);
        }
    }

    /** The current element. */
    record Dot(int start, int end) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dot(this);
        }
    }

    /** A variable, its name with the dollar sign. */
    record Variable(int start, int end, String name) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.variable(this);
        }
    }

    /** A function by its name: called with what follows it when it is the first word, alone elsewhere. */
    record Function(int start, int end, String name) implements TemplateExpr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }

    /** Fields of a value, outermost first; the base of a path that begins with its dot is a {@link Dot}. */
    record Path(int start, int end, TemplateExpr base, List<Name> names) implements TemplateExpr {
        public Path {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.path(this);
        }
    }

    /** A field's name, its place without the dot. */
    record Name(int start, int end, String text) {}

    /** Commands that hand their result to the next; the whole of an action or a part in parentheses. */
    record Pipeline(int start, int end, List<Variable> sets, boolean assigns, List<Command> commands)
            implements TemplateExpr {
        public Pipeline {
            sets = List.copyOf(sets);
            commands = List.copyOf(commands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pipeline(this);
        }
    }

    /** A word with its arguments. */
    record Command(int start, int end, List<TemplateExpr> words) {
        public Command {
            words = List.copyOf(words);
        }

        TemplateExpr first() {
            return words.get(0);
        }

        List<TemplateExpr> arguments() {
            return words.subList(1, words.size());
        }
    }
}
