package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Dashboard;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The forms in which a dashboard is handed over; what Grafana shows is the same in each. */
public enum DashboardForm {
    /** For files, the import dialogue and grafana.com. */
    CLASSIC,
    /** A resource for Git Sync and the API of Grafana 12.2 and newer. */
    V1,
    /** For the sidecar that collects dashboards from labelled ConfigMaps. */
    CONFIGMAP,
    /** For the Grafana operator, version 5. */
    OPERATOR;

    /** Client-side apply keeps a copy of the object in an annotation, which Kubernetes limits to 256 KiB. */
    private static final int LARGEST_OBJECT = 200 * 1024;

    private static final String FOLDER = "Health";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where files of this form lie. */
    public String folder() {
        return this == CLASSIC ? "dashboards" : "dashboards/" + this;
    }

    /** The dashboard as one file of this form. */
    public OutputFile write(Dashboard dashboard) {
        ObjectNode tree = DashboardWriter.tree(dashboard);
        String path = folder() + "/" + dashboard.uid();
        return switch (this) {
            case CLASSIC -> new OutputFile(path + ".json", DashboardWriter.text(tree));
            case V1 -> new OutputFile(path + ".json", DashboardWriter.text(resource(tree)));
            case CONFIGMAP -> object(path + ".yaml", configMap(dashboard, tree));
            case OPERATOR -> object(path + ".yaml", operator(dashboard, tree));
        };
    }

    private static OutputFile object(String path, ObjectNode tree) {
        String text = YamlText.of(Outputs.MARK + "; edit the definitions instead.", tree);
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_OBJECT) {
            throw new IllegalStateException(path + " would be too large for an object of Kubernetes");
        }
        return new OutputFile(path, text);
    }

    private static ObjectNode resource(ObjectNode tree) {
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "dashboard.grafana.app/v1beta1");
        root.put("kind", "Dashboard");
        root.putObject("metadata").set("name", tree.remove("uid"));
        root.set("spec", tree);
        return root;
    }

    private static ObjectNode configMap(Dashboard dashboard, ObjectNode tree) {
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "v1");
        root.put("kind", "ConfigMap");
        ObjectNode metadata = metadata(root, dashboard);
        metadata.withObject("labels").put("grafana_dashboard", "1");
        metadata.putObject("annotations").put("grafana_folder", FOLDER);
        root.putObject("data").put(dashboard.uid() + ".json", tree.toString());
        return root;
    }

    private static ObjectNode operator(Dashboard dashboard, ObjectNode tree) {
        ObjectNode root = JSON.objectNode();
        root.put("apiVersion", "grafana.integreatly.org/v1beta1");
        root.put("kind", "GrafanaDashboard");
        metadata(root, dashboard);
        ObjectNode spec = root.putObject("spec");
        spec.putObject("instanceSelector").putObject("matchLabels").put("dashboards", "grafana");
        spec.put("folder", FOLDER);
        spec.put("json", tree.toString());
        return root;
    }

    private static ObjectNode metadata(ObjectNode root, Dashboard dashboard) {
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", dashboard.uid());
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/name", "strata");
        labels.put("app.kubernetes.io/managed-by", "rulegen");
        return metadata;
    }
}
