package dev.strata.rulegen.promql.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The functions of the language with their signatures; a new function is a new row. */
public final class FunctionTable {
    /**
     * Name, arguments, how many more may follow the last but one (-1: any number), result, stability, first release.
     * V is an instant vector, M a range vector, S a scalar, T a string. Release 2.0 stands for "always there".
     */
    private static final String ROWS = """
            abs V 0 V stable 2.0
            absent V 0 V stable 2.0
            absent_over_time M 0 V stable 2.0
            acos V 0 V stable 2.0
            acosh V 0 V stable 2.0
            asin V 0 V stable 2.0
            asinh V 0 V stable 2.0
            atan V 0 V stable 2.0
            atanh V 0 V stable 2.0
            avg_over_time M 0 V stable 2.0
            ceil V 0 V stable 2.0
            changes M 0 V stable 2.0
            clamp VSS 0 V stable 2.0
            clamp_max VS 0 V stable 2.0
            clamp_min VS 0 V stable 2.0
            cos V 0 V stable 2.0
            cosh V 0 V stable 2.0
            count_over_time M 0 V stable 2.0
            day_of_month V 1 V stable 2.0
            day_of_week V 1 V stable 2.0
            day_of_year V 1 V stable 2.0
            days_in_month V 1 V stable 2.0
            deg V 0 V stable 2.0
            delta M 0 V stable 2.0
            deriv M 0 V stable 2.0
            double_exponential_smoothing MSS 0 V experimental 3.0
            end - 0 S experimental 3.12
            exp V 0 V stable 2.0
            first_over_time M 0 V stable 3.7
            floor V 0 V stable 2.0
            histogram_avg V 0 V stable 2.0
            histogram_count V 0 V stable 2.0
            histogram_fraction SSV 0 V stable 2.0
            histogram_quantile SV 0 V stable 2.0
            histogram_quantiles VTSS 9 V experimental 3.11
            histogram_stddev V 0 V stable 2.0
            histogram_stdvar V 0 V stable 2.0
            histogram_sum V 0 V stable 2.0
            hour V 1 V stable 2.0
            idelta M 0 V stable 2.0
            increase M 0 V stable 2.0
            info VV 1 V experimental 2.55
            irate M 0 V stable 2.0
            label_join VTTT -1 V stable 2.0
            label_replace VTTTT 0 V stable 2.0
            last_over_time M 0 V stable 2.0
            ln V 0 V stable 2.0
            log10 V 0 V stable 2.0
            log2 V 0 V stable 2.0
            mad_over_time M 0 V experimental 2.49
            max_of SS 0 S experimental 3.13
            max_over_time M 0 V stable 2.0
            min_of SS 0 S experimental 3.13
            min_over_time M 0 V stable 2.0
            minute V 1 V stable 2.0
            month V 1 V stable 2.0
            pi - 0 S stable 2.0
            predict_linear MS 0 V stable 2.0
            present_over_time M 0 V stable 2.0
            quantile_over_time SM 0 V stable 2.0
            rad V 0 V stable 2.0
            range - 0 S experimental 3.12
            rate M 0 V stable 2.0
            resets M 0 V stable 2.0
            round VS 1 V stable 2.0
            scalar V 0 S stable 2.0
            sgn V 0 V stable 2.0
            sin V 0 V stable 2.0
            sinh V 0 V stable 2.0
            sort V 0 V stable 2.0
            sort_by_label VT -1 V experimental 2.49
            sort_by_label_desc VT -1 V experimental 2.49
            sort_desc V 0 V stable 2.0
            sqrt V 0 V stable 2.0
            start - 0 S experimental 3.12
            start_timestamp V 0 V experimental 3.14
            stddev_over_time M 0 V stable 2.0
            stdvar_over_time M 0 V stable 2.0
            step - 0 S experimental 3.12
            sum_over_time M 0 V stable 2.0
            tan V 0 V stable 2.0
            tanh V 0 V stable 2.0
            time - 0 S stable 2.0
            timestamp V 0 V stable 2.0
            ts_of_first_over_time M 0 V experimental 3.7
            ts_of_last_over_time M 0 V experimental 3.5
            ts_of_max_over_time M 0 V experimental 3.5
            ts_of_min_over_time M 0 V experimental 3.5
            vector S 0 V stable 2.0
            year V 1 V stable 2.0
            """;

    private static final Map<String, Function> FUNCTIONS = parse();

    private FunctionTable() {}

    /**
     * A function's signature.
     *
     * @param variadic 0: exactly the given arguments; n: the last is optional and may be there up to n times; -1: the
     *     last may be there any number of times
     * @param since the first release of Prometheus that has it
     */
    public record Function(
            String name,
            List<ValueType> arguments,
            int variadic,
            ValueType result,
            boolean experimental,
            String since) {
        public Function {
            arguments = List.copyOf(arguments);
        }

        public int minArguments() {
            return variadic == 0 ? arguments.size() : arguments.size() - 1;
        }

        public int maxArguments() {
            if (variadic < 0) {
                return Integer.MAX_VALUE;
            }
            return minArguments() + variadic;
        }

        /** What the argument at an index must be; arguments past the last are like the last. */
        public ValueType argument(int index) {
            return arguments.get(Math.min(index, arguments.size() - 1));
        }
    }

    public static Optional<Function> find(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name));
    }

    /** All names, sorted. */
    public static Set<String> names() {
        return FUNCTIONS.keySet();
    }

    private static Map<String, Function> parse() {
        var table = new TreeMap<String, Function>();
        for (String row : ROWS.lines().toList()) {
            String[] cells = row.split(" ", -1);
            var arguments = new ArrayList<ValueType>();
            for (char c : cells[1].toCharArray()) {
                if (c != '-') {
                    arguments.add(type(c));
                }
            }
            boolean experimental = cells[4].equals("experimental");
            ValueType result = type(cells[3].charAt(0));
            int variadic = Integer.parseInt(cells[2]);
            table.put(cells[0], new Function(cells[0], arguments, variadic, result, experimental, cells[5]));
        }
        return Collections.unmodifiableMap(table);
    }

    private static ValueType type(char c) {
        return switch (c) {
            case 'V' -> ValueType.VECTOR;
            case 'M' -> ValueType.MATRIX;
            case 'S' -> ValueType.SCALAR;
            case 'T' -> ValueType.STRING;
            default -> throw new IllegalStateException("type " + c);
        };
    }
}
