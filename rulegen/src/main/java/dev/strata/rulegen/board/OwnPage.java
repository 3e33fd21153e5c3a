package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Dashboard.Variable;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import dev.strata.rulegen.dashboard.Row;
import dev.strata.rulegen.definition.DashboardDefinition;
import dev.strata.rulegen.definition.DashboardDefinition.Limits;
import dev.strata.rulegen.definition.DashboardDefinition.Looks;
import dev.strata.rulegen.definition.DashboardDefinition.OfAlert;
import dev.strata.rulegen.definition.DashboardDefinition.OfSlo;
import dev.strata.rulegen.definition.DashboardDefinition.Own;
import dev.strata.rulegen.definition.DashboardDefinition.Query;
import dev.strata.rulegen.definition.DashboardDefinition.Shape;
import dev.strata.rulegen.definition.DashboardDefinition.Tone;
import java.util.ArrayList;
import java.util.List;

/** A page that somebody defined, in the house's style: what all pages have stands above its own rows. */
final class OwnPage {
    private final AlertPanels panels;
    private final List<CompiledAlert> alerts;

    private OwnPage(AlertPanels panels, List<CompiledAlert> alerts) {
        this.panels = panels;
        this.alerts = alerts;
    }

    /** Names of alerts and objectives that are not there yield no panel; they are reported before. */
    static Dashboard page(DashboardDefinition own, AlertPanels panels, List<CompiledAlert> alerts) {
        var page = new OwnPage(panels, alerts);
        var variables = new ArrayList<Variable>();
        variables.add(Pages.CLUSTERS);
        own.variables()
                .forEach(choice -> variables.add(new Variable(
                        choice.name(),
                        choice.title(),
                        "label_values(" + choice.series() + ", " + choice.label() + ")",
                        ".+")));
        return new Dashboard(
                own.name().value(),
                own.title(),
                own.question(),
                List.of("strata", "own"),
                own.from(),
                variables,
                List.of(Pages.firing("Pages", "severity=\"critical\",layer!=\"\""), Pages.changes("")),
                own.rows().stream()
                        .map(page::row)
                        .filter(row -> !row.panels().isEmpty())
                        .toList());
    }

    private Row row(DashboardDefinition.Row row) {
        var drawn = new ArrayList<Panel>();
        for (DashboardDefinition.Panel panel : row.panels()) {
            if (panel instanceof OfAlert one) {
                panels.panel(one.alert().value()).ifPresent(drawn::add);
            } else if (panel instanceof OfSlo one) {
                drawn.add(SloPage.burnOf(one.slo().value(), alerts).done());
            } else if (panel instanceof Own one) {
                drawn.add(own(one));
            }
        }
        return new Row(row.title(), row.folded(), row.repeat(), drawn);
    }

    private static Panel own(Own own) {
        Looks looks = own.looks();
        Draft draft = draft(own);
        for (Query query : own.queries()) {
            draft.asked(query.text().value(), query.name());
        }
        own.ways()
                .forEach(way -> draft.link(
                        way.title(),
                        way.isPage()
                                ? Pages.to(way.target().value())
                                : way.target().value()));
        if (looks.width() > 0 || looks.height() > 0) {
            Panel.Size usual = draft.size();
            draft.size(
                    looks.width() > 0 ? looks.width() : usual.width(),
                    looks.height() > 0 ? looks.height() : usual.height());
        }
        if (!looks.fixedWindow().isEmpty()) {
            draft.fixedWindow(looks.fixedWindow());
        }
        return draft.says(looks.description()).done();
    }

    private static Draft draft(Own own) {
        Looks looks = own.looks();
        String key = "own " + own.title().value();
        String title = own.title().value();
        String unit = looks.unit().value();
        Draft draft = switch (own.shape()) {
            case STAT -> Draft.tile(key, title, unit);
            case SERIES -> Draft.series(key, title, unit);
            case STACKED -> Draft.series(key, title, unit).stacked();
            case TABLE -> Draft.table(key, title).unit(unit);
            case STATES -> Draft.timeline(key, title).unit(unit);
            case TEXT -> Draft.text(key, title, looks.description());
        };
        if (own.shape() == Shape.SERIES) {
            draft.signed();
        }
        draft.words(looks.words().stream()
                .map(word -> new Word(word.value(), word.text(), color(word.tone())))
                .toList());
        List<Step> steps = steps(looks.limits());
        if (!steps.isEmpty()) {
            draft.steps(steps.toArray(Step[]::new));
        }
        return draft.empty(looks.empty());
    }

    /** Below a lower limit lies the colour of the trouble. */
    private static List<Step> steps(Limits limits) {
        Double warning = limits.warning();
        Double critical = limits.critical();
        var steps = new ArrayList<Step>();
        if (warning == null && critical == null) {
            return steps;
        }
        if (limits.upper()) {
            steps.add(new Step(PanelStyle.GREEN, null));
            if (warning != null) {
                steps.add(new Step(PanelStyle.ORANGE, warning));
            }
            if (critical != null) {
                steps.add(new Step(PanelStyle.RED, critical));
            }
            return steps;
        }
        if (critical != null) {
            steps.add(new Step(PanelStyle.RED, null));
        }
        if (warning != null) {
            steps.add(new Step(PanelStyle.ORANGE, critical));
            steps.add(new Step(PanelStyle.GREEN, warning));
        } else {
            steps.add(new Step(PanelStyle.GREEN, critical));
        }
        return steps;
    }

    private static String color(Tone tone) {
        return switch (tone) {
            case GOOD -> PanelStyle.GREEN;
            case NOTE -> PanelStyle.BLUE;
            case WARNING -> PanelStyle.ORANGE;
            case CRITICAL -> PanelStyle.RED;
            case UNKNOWN -> PanelStyle.GREY;
        };
    }
}
