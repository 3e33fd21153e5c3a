package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Panel;
import java.util.List;

/** The file of exceptions that lints of dashboards read, in the shape of Grafana's dashboard-linter. */
final class ExceptionWriter {
    private ExceptionWriter() {}

    static OutputFile write(List<Dashboard> dashboards) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode exclusions = root.putObject("exclusions");
        for (Dashboard dashboard : dashboards) {
            for (Panel panel : dashboard.panels()) {
                panel.exceptions().forEach((lint, reason) -> {
                    ArrayNode entries = exclusions.withObject(lint).withArray("entries");
                    ObjectNode entry = entries.addObject();
                    entry.put("dashboard", dashboard.title());
                    entry.put("panel", panel.title());
                    entry.put("reason", reason);
                });
            }
        }
        return new OutputFile("dashboards/.lint", YamlText.of(Outputs.MARK + "; edit the definitions instead.", root));
    }
}
