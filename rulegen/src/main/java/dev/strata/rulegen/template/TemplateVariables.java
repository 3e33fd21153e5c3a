package dev.strata.rulegen.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variables while a template is rendered; the newest of a name counts. */
final class TemplateVariables {
    private final List<Variable> order = new ArrayList<>();
    private final Map<String, Deque<Variable>> byName = new HashMap<>();

    int size() {
        return order.size();
    }

    void push(String name, TemplateValue value) {
        var variable = new Variable(name, value);
        order.add(variable);
        byName.computeIfAbsent(name, key -> new ArrayDeque<>()).push(variable);
    }

    void cut(int size) {
        while (order.size() > size) {
            Variable last = order.remove(order.size() - 1);
            byName.getOrDefault(last.name, new ArrayDeque<>()).poll();
        }
    }

    Optional<TemplateValue> value(String name) {
        return newest(name).map(variable -> variable.value);
    }

    /** False when no variable has the name. */
    boolean set(String name, TemplateValue value) {
        Optional<Variable> variable = newest(name);
        variable.ifPresent(found -> found.value = value);
        return variable.isPresent();
    }

    /** Sets the newest variable but so many. */
    void setFromTop(int back, TemplateValue value) {
        order.get(order.size() - 1 - back).value = value;
    }

    private Optional<Variable> newest(String name) {
        Deque<Variable> all = byName.get(name);
        return all == null ? Optional.empty() : Optional.ofNullable(all.peek());
    }

    private static final class Variable {
        private final String name;
        private TemplateValue value;

        Variable(String name, TemplateValue value) {
            this.name = name;
            this.value = value;
        }
    }
}
