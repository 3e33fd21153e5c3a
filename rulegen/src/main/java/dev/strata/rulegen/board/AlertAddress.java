package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.PanelNumber;
import dev.strata.rulegen.definition.AlertSeverity;

/** Where the panel of an alert lies. Made of names, so that adding another alert changes nothing. */
record AlertAddress(String uid, int panel) {
    static final String FAST_BURN = "burn-fast";
    static final String SLOW_BURN = "burn-slow";

    static AlertAddress of(CompiledAlert alert) {
        if (alert.slo() != null) {
            boolean pages = alert.definition().owner().severity() == AlertSeverity.CRITICAL;
            return of(Pages.SLO, pages ? FAST_BURN : SLOW_BURN);
        }
        String key = AlertPanels.isDrawn(alert) ? key(alert.rule().name()) : states(file(alert));
        return of(Pages.of(alert.definition().owner().layer()), key);
    }

    private static AlertAddress of(String uid, String key) {
        return new AlertAddress(uid, PanelNumber.of(uid, key));
    }

    static String key(String alert) {
        return "alert-" + alert;
    }

    static String states(String file) {
        return "states-" + file;
    }

    /** The name of the file of definitions that an alert stands in, without its ending. */
    static String file(CompiledAlert alert) {
        String name = alert.definition().name().file().name();
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    }
}
