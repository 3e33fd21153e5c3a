package dev.strata.rulegen.template;

import dev.strata.rulegen.template.TemplateValue.Real;
import dev.strata.rulegen.template.TemplateValue.Text;
import dev.strata.rulegen.template.TemplateValue.Whole;
import java.math.BigInteger;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus's functions about numbers and times. */
final class NumberFunctions {
    private static final double MILLIS = 1000;
    private static final Pattern PART = Pattern.compile("([0-9]+)([^0-9]+)");
    private static final List<String> UNITS = List.of("y", "w", "d", "h", "m", "s", "ms");
    private static final long[] UNIT_MILLIS = {
        31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L
    };

    private NumberFunctions() {}

    static void addTo(TemplateFunctions.Table table) {
        table.add("humanize", "v", humanize(Humanize::number));
        table.add("humanize1024", "v", humanize(Humanize::number1024));
        table.add("humanizeDuration", "v", humanize(Humanize::duration));
        table.add("humanizePercentage", "v", humanize(Humanize::percentage));
        table.add("humanizeTimestamp", "v", humanize(NumberFunctions::timestamp));
        table.add("toTime", "v", (a, c) -> GoTime.moment(number(a.get(0))));
        table.add("toDuration", "v", (a, c) -> GoTime.span(number(a.get(0))));
        table.add("parseDuration", "s", (a, c) -> new Real(seconds(GoFunctions.text(a.get(0)))));
        table.add("now", "", (a, c) -> new Real(c.now().toEpochMilli() / MILLIS));
    }

    private static TemplateFunction.Body humanize(DoubleFunction<String> writer) {
        return (a, c) -> new Text(writer.apply(number(a.get(0))));
    }

    private static double number(TemplateValue value) {
        if (value instanceof Real real) {
            return real.value();
        }
        if (value instanceof Whole whole) {
            return whole.value();
        }
        if (value instanceof Text text) {
            return GoNumber.real(text.value())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "parsing " + GoText.quoted(text.value(), '"', false) + ": invalid syntax"));
        }
        throw new IllegalArgumentException("can't convert " + value.type() + " to float");
    }

    private static String timestamp(double seconds) {
        return Double.isFinite(seconds)
                ? GoTime.text(GoTime.moment(seconds).millis())
                : GoFloat.significant(seconds, 4);
    }

    /** Seconds of a duration as PromQL writes it, units from large to small. */
    private static double seconds(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        BigInteger millis = BigInteger.ZERO;
        Matcher parts = PART.matcher(rest);
        int at = 0;
        int last = -1;
        while (at < rest.length() && parts.find(at) && parts.start() == at) {
            int unit = UNITS.indexOf(parts.group(2));
            if (unit <= last) {
                break;
            }
            last = unit;
            at = parts.end();
            millis = millis.add(new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(UNIT_MILLIS[unit])));
        }
        if (rest.isEmpty() || at < rest.length()) {
            throw new IllegalArgumentException("not a valid duration string: " + GoText.quoted(text, '"', false));
        }
        BigInteger nanos = millis.multiply(BigInteger.valueOf(1_000_000));
        if (nanos.bitLength() > 63) {
            throw new IllegalArgumentException("duration out of range");
        }
        return (negative ? -1 : 1) * (nanos.longValue() / 1e9);
    }
}
