package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Complex;
import dev.strata.rulegen.template.TemplateValue.Html;
import dev.strata.rulegen.template.TemplateValue.Nil;
import dev.strata.rulegen.template.TemplateValue.Octet;
import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Sample;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Truth;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.util.List;

/** Comparisons, which are only made between values of the same basic kind. */
final class GoComparison {

    private enum Kind {
        NONE,
        TRUTH,
        NUMBER,
        REAL,
        COMPLEX,
        TEXT
    }

    private GoComparison() {}

    static boolean equalsAny(TemplateValue first, List<TemplateValue> others) {
        if (others.isEmpty()) {
            throw new IllegalArgumentException("missing argument for comparison");
        }
        for (TemplateValue other : others) {
            if (equal(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(TemplateValue a, TemplateValue b) {
        Kind kind = kind(a);
        if (kind != kind(b)) {
            if (a instanceof Nil || b instanceof Nil) {
                return false;
            }
            throw incompatible(a, b);
        }
        return switch (kind) {
            case TRUTH, COMPLEX -> a.equals(b) || complexEqual(a, b);
            case NUMBER -> number(a) == number(b);
            case REAL -> real(a) == real(b);
            case TEXT -> text(a).equals(text(b));
            case NONE -> same(a, b);
        };
    }

    /** Unlike records, numbers know no equal NaN and no difference between the zeros. */
    private static boolean complexEqual(TemplateValue a, TemplateValue b) {
        return a instanceof Complex x
                && b instanceof Complex y
                && x.real() == y.real()
                && x.imaginary() == y.imaginary();
    }

    /** Pointers are equal when they point to the same, whatever that says. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(TemplateValue a, TemplateValue b) {
        if (a instanceof Nil || b instanceof Nil) {
            return isNil(a) && isNil(b);
        }
        boolean pointers = isPointer(a) && isPointer(b);
        if (!pointers) {
            throw new IllegalArgumentException("non-comparable type " + a.type() + " and " + b.type());
        }
        if (a instanceof Sample x && b instanceof Sample y) {
            return x.value() == y.value();
        }
        return a == b;
    }

    private static boolean isNil(TemplateValue value) {
        return value instanceof Nil;
    }

    private static boolean isPointer(TemplateValue value) {
        return value instanceof Sample || value instanceof TemplateValue.Moment || value instanceof TemplateValue.Span;
    }

    static boolean less(TemplateValue a, TemplateValue b) {
        Kind kind = kind(a);
        if (kind == Kind.NONE || kind(b) == Kind.NONE) {
            throw new IllegalArgumentException("invalid type for comparison");
        }
        if (kind != kind(b)) {
            throw incompatible(a, b);
        }
        return switch (kind) {
            case NUMBER -> number(a) < number(b);
            case REAL -> real(a) < real(b);
            case TEXT -> Utf8.ORDER.compare(text(a), text(b)) < 0;
            default -> throw new IllegalArgumentException("invalid type for comparison");
        };
    }

    static boolean lessOrEqual(TemplateValue a, TemplateValue b) {
        return less(a, b) || equal(a, b);
    }

    private static IllegalArgumentException incompatible(TemplateValue a, TemplateValue b) {
        return new IllegalArgumentException("incompatible types for comparison: " + a.type() + " and " + b.type());
    }

    private static Kind kind(TemplateValue value) {
        if (value instanceof Text || value instanceof Html) {
            return Kind.TEXT;
        }
        if (value instanceof Whole || value instanceof Octet) {
            return Kind.NUMBER;
        }
        if (value instanceof Real) {
            return Kind.REAL;
        }
        if (value instanceof Truth) {
            return Kind.TRUTH;
        }
        return value instanceof Complex ? Kind.COMPLEX : Kind.NONE;
    }

    private static long number(TemplateValue value) {
        return value instanceof Octet octet ? octet.value() : ((Whole) value).value();
    }

    private static double real(TemplateValue value) {
        return ((Real) value).value();
    }

    private static String text(TemplateValue value) {
        return value instanceof Html html ? html.value() : ((Text) value).value();
    }
}
