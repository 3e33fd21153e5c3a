package dev.strata.rulegen.promql.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the readers of Java and Go differ; each was found by asking both. */
class LabelRegexTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?P<n>a)(?<n>b)",
                "{?",
                "a{,3}",
                "x{{2}",
                "(a{500}){1}",
                "((a+){1000})",
                "[]a]",
                "\\Q*\\E",
                "\\x{1F600}{2}",
                "(?i)abc",
                "[[:alpha:]]+",
                "a{01}"
            })
    void sound_inGo_isSoundHere(String regex) {
        assertThat(LabelRegex.problem(regex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{100}){100}",
                "((a{2}){3}){200}",
                "\\\u00e9",
                "[\\\u00e9]",
                "(",
                "a**",
                "[z-a]",
                "(?=x)",
                "\\",
                "a{1001}",
                "(?P<>x)"
            })
    void unsound_inGo_isUnsoundHere(String regex) {
        assertThat(LabelRegex.problem(regex)).isPresent();
    }

    @Test
    void deepOrLarge_isRefusedSoon() {
        assertThat(LabelRegex.problem("(".repeat(100_000) + "a" + ")".repeat(100_000)))
                .isPresent();
        assertThat(LabelRegex.problem("(" + "a".repeat(100_000) + "){1000}")).isPresent();
        assertThat(LabelRegex.problem("(".repeat(900) + "a" + ")".repeat(900))).isEmpty();
    }

    @Test
    void matches_isAnchoredAndDotMatchesLineEnds() {
        LabelMatcher matcher = LabelMatcher.of("a", LabelMatcher.Op.REGEX, "x.y");
        assertThat(LabelRegex.matches(matcher, "x\ny")).isTrue();
        assertThat(LabelRegex.matches(matcher, "ax-yb")).isFalse();
        assertThat(LabelRegex.alternatives("(a|b)")).isEqualTo(List.of("a", "b"));
        assertThat(LabelRegex.alternatives("(a)|(b)")).isEmpty();
    }
}
