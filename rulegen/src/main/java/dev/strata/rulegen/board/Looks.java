package dev.strata.rulegen.board;

import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import java.util.List;

/** Words and colours that mean the same on every page. */
final class Looks {
    /** The severity of a finding or of a layer; absent is unknown, 1 is hit by what lies elsewhere. */
    static final PanelStyle SEVERITY = PanelStyle.plain("none", "UNKNOWN")
            .withSteps(List.of(
                    new Step(PanelStyle.GREEN, null),
                    new Step(PanelStyle.BLUE, 1.0),
                    new Step(PanelStyle.ORANGE, 2.0),
                    new Step(PanelStyle.RED, 3.0)))
            .withWords(List.of(
                    new Word(0, "OK", PanelStyle.GREEN),
                    new Word(1, "HIT", PanelStyle.BLUE),
                    new Word(2, "WARN", PanelStyle.ORANGE),
                    new Word(3, "CRIT", PanelStyle.RED)));

    /** The state of an alert; absent means that its rule is not loaded. */
    static final PanelStyle STATE = PanelStyle.plain("none", "rules not loaded")
            .withSteps(List.of(
                    new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, 1.0), new Step(PanelStyle.RED, 2.0)))
            .withWords(List.of(
                    new Word(0, "quiet", PanelStyle.GREEN),
                    new Word(1, "pending", PanelStyle.ORANGE),
                    new Word(2, "firing", PanelStyle.RED)));

    /** A yes-or-no that should be yes. */
    static final PanelStyle UP = PanelStyle.plain("none", "UNKNOWN")
            .withSteps(List.of(new Step(PanelStyle.RED, null), new Step(PanelStyle.GREEN, 1.0)))
            .withWords(List.of(new Word(0, "DOWN", PanelStyle.RED), new Word(1, "UP", PanelStyle.GREEN)));

    /** A yes-or-no that should be no. */
    static final PanelStyle TROUBLE = PanelStyle.plain("none", "UNKNOWN")
            .withSteps(List.of(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.RED, 1.0)))
            .withWords(List.of(new Word(0, "no", PanelStyle.GREEN), new Word(1, "YES", PanelStyle.RED)));

    /** A share of which more is worse: orange from four fifths on. */
    static final PanelStyle FILLED = PanelStyle.plain("percentunit", "")
            .withSteps(List.of(
                    new Step(PanelStyle.GREEN, null),
                    new Step(PanelStyle.ORANGE, 0.8),
                    new Step(PanelStyle.RED, 0.95)));

    private Looks() {}

    static PanelStyle empty(PanelStyle style, String word) {
        return style.withNoValue(word);
    }
}
