package dev.strata.exporter.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A validating or mutating webhook configuration. */
public record WebhookFacts(KubeMeta meta, KubeResource resource, List<Hook> hooks) implements ObjectFacts {

    /**
     * One webhook of it.
     *
     * @param refuses whether requests are refused while it does not answer
     * @param service null where it is called by URL
     * @param resources plurals that its rules match, {@code *} among them for all
     * @param namespaces namespaces whose requests it is asked about
     */
    public record Hook(
            String name,
            boolean refuses,
            @Nullable ObjectKey service,
            List<String> resources,
            KubeSelector namespaces) {

        public Hook {
            resources = List.copyOf(resources);
        }
    }

    public WebhookFacts {
        hooks = List.copyOf(hooks);
    }
}
