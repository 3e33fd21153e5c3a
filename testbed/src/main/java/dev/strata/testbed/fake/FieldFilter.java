package dev.strata.testbed.fake;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.FakeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field selector; of the fields that a kind supports, those that its objects vary in. */
final class FieldFilter {

    /** Kind and field, and the value of the object's template that holds it. */
    private static final Map<String, String> VALUES = Map.of(
            "pods spec.nodeName", "node",
            "pods status.phase", "phase",
            "secrets type", "type",
            "events type", "type",
            "events reason", "reason",
            "events involvedObject.kind", "involvedKind",
            "events involvedObject.name", "involvedName",
            "events involvedObject.uid", "involvedUid",
            "events source", "component");

    private static final List<String> META = List.of("metadata.name", "metadata.namespace");

    private final List<Term> terms;

    private FieldFilter(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    private record Term(String field, @Nullable String slot, String value, boolean equal) {

        boolean accepts(FakeObject object) {
            String actual = switch (field) {
                case "metadata.name" -> object.name();
                case "metadata.namespace" -> object.namespace();
                default -> slot == null ? "" : object.body().text(slot).orElse("");
            };
            return actual.equals(value) == equal;
        }
    }

    /** Empty where the kind does not support a field. */
    static Optional<FieldFilter> parse(ApiKind kind, String selector) {
        List<Term> terms = new ArrayList<>();
        for (String part : selector.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            boolean equal = !part.contains("!=");
            String[] sides = part.split(equal ? "==?" : "!=", 2);
            String slot = VALUES.get(kind.plural() + " " + sides[0]);
            if (sides.length != 2 || (slot == null && !META.contains(sides[0]))) {
                return Optional.empty();
            }
            terms.add(new Term(sides[0], slot, sides[1], equal));
        }
        return Optional.of(new FieldFilter(terms));
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    boolean accepts(FakeObject object) {
        return terms.stream().allMatch(term -> term.accepts(object));
    }
}
