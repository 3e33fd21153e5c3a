package dev.strata.rulegen.promql.infer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A nondeterministic automaton of the everyday part of RE2: texts, classes, groups, alternatives, repetition. What is
 * beyond that, or too big, has no automaton here, and nothing is concluded from it.
 */
final class RegexNfa {
    private static final int MAX_STATES = 600;
    private static final int MAX_REPEAT = 30;

    private final List<List<Edge>> edges = new ArrayList<>();
    private final String regex;
    private int pos;
    private int end;

    /** A step on a range of characters, or for free when {@code low > high}. */
    private record Edge(int low, int high, int target) {}

    private record Part(int start, int end) {}

    /** The regular expression is not of the part that is understood. */
    private static final class BeyondUs extends RuntimeException {
        private static final long serialVersionUID = 1;

        private BeyondUs() {
            super(null, null, false, false);
        }
    }

    private RegexNfa(String regex) {
        this.regex = regex;
    }

    static Optional<RegexNfa> of(String regex) {
        var nfa = new RegexNfa(regex);
        try {
            Part whole = nfa.alternatives();
            if (nfa.pos < regex.length()) {
                return Optional.empty();
            }
            nfa.link(nfa.state(), whole.start());
            nfa.end = whole.end();
            nfa.startState = nfa.edges.size() - 1;
            return Optional.of(nfa);
        } catch (BeyondUs e) {
            return Optional.empty();
        }
    }

    private int startState;

    private int state() {
        if (edges.size() >= MAX_STATES) {
            throw new BeyondUs();
        }
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    private void link(int from, int to) {
        edges.get(from).add(new Edge(1, 0, to));
    }

    private Part alternatives() {
        int start = state();
        int last = state();
        do {
            Part part = sequence();
            link(start, part.start());
            link(part.end(), last);
        } while (accept('|'));
        return new Part(start, last);
    }

    private boolean accept(char c) {
        if (pos < regex.length() && regex.charAt(pos) == c) {
            pos++;
            return true;
        }
        return false;
    }

    private Part sequence() {
        int start = state();
        int last = start;
        while (pos < regex.length() && regex.charAt(pos) != '|' && regex.charAt(pos) != ')') {
            int from = pos;
            Part part = atom();
            part = repeated(part, from);
            link(last, part.start());
            last = part.end();
        }
        return new Part(start, last);
    }

    private Part repeated(Part first, int from) {
        Part part = first;
        int atomEnd = pos;
        if (accept('*')) {
            part = optional(loop(part));
        } else if (accept('+')) {
            part = loop(part);
        } else if (accept('?')) {
            part = optional(part);
        } else if (pos < regex.length() && regex.charAt(pos) == '{') {
            part = counted(part, from, atomEnd);
        } else {
            return part;
        }
        accept('?');
        if (pos < regex.length() && "*+?{".indexOf(regex.charAt(pos)) >= 0) {
            throw new BeyondUs();
        }
        return part;
    }

    private Part loop(Part part) {
        link(part.end(), part.start());
        return part;
    }

    private Part optional(Part part) {
        int start = state();
        int last = state();
        link(start, part.start());
        link(part.end(), last);
        link(start, last);
        return new Part(start, last);
    }

    private Part counted(Part first, int from, int atomEnd) {
        int close = regex.indexOf('}', pos);
        String[] bounds =
                close < 0 ? new String[0] : regex.substring(pos + 1, close).split(",", -1);
        if (bounds.length < 1 || bounds.length > 2 || !isNumber(bounds[0])) {
            throw new BeyondUs();
        }
        int low = Integer.parseInt(bounds[0]);
        boolean open = bounds.length == 2 && bounds[1].isEmpty();
        int high = bounds.length == 1 || open ? low : isNumber(bounds[1]) ? Integer.parseInt(bounds[1]) : -1;
        if (high < low || high > MAX_REPEAT) {
            throw new BeyondUs();
        }
        int start = state();
        int last = start;
        for (int i = 0; i < high; i++) {
            Part copy = i == 0 ? first : copy(from, atomEnd);
            Part step = i < low ? copy : optional(copy);
            link(last, step.start());
            last = step.end();
        }
        if (open) {
            Part more = optional(loop(copy(from, atomEnd)));
            link(last, more.start());
            last = more.end();
        }
        pos = close + 1;
        return new Part(start, last);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Part copy(int from, int atomEnd) {
        int back = pos;
        pos = from;
        Part part = atom();
        if (pos != atomEnd) {
            throw new BeyondUs();
        }
        pos = back;
        return part;
    }

    private Part atom() {
        char c = regex.charAt(pos++);
        switch (c) {
            case '(' -> {
                if (accept('?') && !accept(':')) {
                    throw new BeyondUs();
                }
                Part inner = alternatives();
                if (!accept(')')) {
                    throw new BeyondUs();
                }
                return inner;
            }
            case '.' -> {
                return ranges(List.of(new int[] {0, Character.MAX_CODE_POINT}));
            }
            case '[' -> {
                return ranges(charClass());
            }
            case '\\' -> {
                return ranges(escape());
            }
            case '*', '+', '?', '{', '^', '$' -> throw new BeyondUs();
            default -> {
                int point = regex.codePointAt(pos - 1);
                pos += Character.charCount(point) - 1;
                return ranges(List.of(new int[] {point, point}));
            }
        }
    }

    private Part ranges(List<int[]> ranges) {
        int start = state();
        int last = state();
        for (int[] range : ranges) {
            edges.get(start).add(new Edge(range[0], range[1], last));
        }
        return new Part(start, last);
    }

    private List<int[]> escape() {
        if (pos >= regex.length()) {
            throw new BeyondUs();
        }
        char c = regex.charAt(pos++);
        List<int[]> perl = perlClass(Character.toLowerCase(c));
        if (!perl.isEmpty()) {
            boolean negated = String.valueOf(c).equals(String.valueOf(c).toUpperCase(Locale.ROOT));
            return negated ? complement(perl) : perl;
        }
        int literal = switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
        if (literal == c && (Character.isLetterOrDigit(c) || c > 126)) {
            throw new BeyondUs();
        }
        return List.of(new int[] {literal, literal});
    }

    private static List<int[]> perlClass(char c) {
        return switch (c) {
            case 'd' -> List.of(new int[] {'0', '9'});
            case 'w' -> List.of(new int[] {'0', '9'}, new int[] {'A', 'Z'}, new int[] {'_', '_'}, new int[] {'a', 'z'});
            case 's' -> List.of(new int[] {'\t', '\n'}, new int[] {'\f', '\r'}, new int[] {' ', ' '});
            default -> List.of();
        };
    }

    private List<int[]> charClass() {
        boolean negated = accept('^');
        var ranges = new ArrayList<int[]>();
        boolean first = true;
        while (first || pos >= regex.length() || regex.charAt(pos) != ']') {
            if (pos >= regex.length() || regex.charAt(pos) == '[') {
                throw new BeyondUs();
            }
            first = false;
            List<int[]> item = classItem();
            int low = item.get(0)[0];
            boolean single = item.size() == 1 && low == item.get(0)[1];
            boolean dash =
                    single && pos + 1 < regex.length() && regex.charAt(pos) == '-' && regex.charAt(pos + 1) != ']';
            if (dash) {
                pos++;
                List<int[]> upper = classItem();
                ranges.add(new int[] {low, upper.get(0)[1]});
            } else {
                ranges.addAll(item);
            }
        }
        pos++;
        return negated ? complement(ranges) : ranges;
    }

    private List<int[]> classItem() {
        if (accept('\\')) {
            return escape();
        }
        int point = regex.codePointAt(pos);
        pos += Character.charCount(point);
        return List.of(new int[] {point, point});
    }

    private static List<int[]> complement(List<int[]> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
        var rest = new ArrayList<int[]>();
        int next = 0;
        for (int[] range : sorted) {
            if (range[0] > next) {
                rest.add(new int[] {next, range[0] - 1});
            }
            next = Math.max(next, range[1] + 1);
        }
        if (next <= Character.MAX_CODE_POINT) {
            rest.add(new int[] {next, Character.MAX_CODE_POINT});
        }
        return rest;
    }

    /** Where ranges begin, and where the characters behind them do. */
    void addBoundaries(SortedSet<Integer> boundaries) {
        for (List<Edge> from : edges) {
            for (Edge edge : from) {
                if (edge.low() <= edge.high()) {
                    boundaries.add(edge.low());
                    boundaries.add(edge.high() + 1);
                }
            }
        }
    }

    BitSet start() {
        var states = new BitSet();
        states.set(startState);
        return closed(states);
    }

    BitSet step(BitSet states, int character) {
        var next = new BitSet();
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            for (Edge edge : edges.get(state)) {
                if (edge.low() <= character && character <= edge.high()) {
                    next.set(edge.target());
                }
            }
        }
        return closed(next);
    }

    boolean accepts(BitSet states) {
        return states.get(end);
    }

    private BitSet closed(BitSet states) {
        var open = new ArrayDeque<Integer>();
        states.stream().forEach(open::add);
        while (!open.isEmpty()) {
            for (Edge edge : edges.get(open.remove())) {
                if (edge.low() > edge.high() && !states.get(edge.target())) {
                    states.set(edge.target());
                    open.add(edge.target());
                }
            }
        }
        return states;
    }
}
