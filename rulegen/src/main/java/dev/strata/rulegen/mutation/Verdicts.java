package dev.strata.rulegen.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What promtool said of a run with mutants. */
public final class Verdicts {
    private static final Pattern CHECK = Pattern.compile("^\\s*(alertname|expr|rule): (.*), time: ", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile(RuleMutant.mark() + "(\\d+)");

    private final Set<Integer> killed = new TreeSet<>();
    private final Set<Integer> broken = new TreeSet<>();
    private final List<MutantFile> unfinished = new ArrayList<>();

    /** Mutants that some check noticed, or whose evaluation failed; 0 means that a rule fails as it is. */
    public Set<Integer> killed() {
        return Set.copyOf(killed);
    }

    /**
     * Reads the answer to a run.
     *
     * @return the files to be run again: a rule that cannot be evaluated ends its group, so the others of its file have
     *     not been judged; they come without the rules that failed
     */
    public List<MutantFile> read(String output, List<MutantFile> files) {
        broken.clear();
        unfinished.clear();
        Matcher check = CHECK.matcher(output);
        while (check.find()) {
            Matcher number = NUMBER.matcher(check.group(2));
            boolean failed = check.group(1).equals("rule");
            while (number.find()) {
                int one = Integer.parseInt(number.group(1));
                killed.add(one);
                if (failed) {
                    broken.add(one);
                }
            }
        }
        for (MutantFile file : files) {
            if (file.copies().stream().anyMatch(copy -> broken.contains(copy.number()))) {
                unfinished.add(file.without(killed));
            }
        }
        return List.copyOf(unfinished);
    }
}
