package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.WebhookFacts;
import java.util.ArrayList;
import java.util.List;

/** A validating or mutating webhook configuration. */
final class WebhookDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final List<HookDraft> hooks = new ArrayList<>(1);

    private static final class HookDraft {

        private static final Fields<HookDraft> FIELDS = new Fields<HookDraft>()
                .word("name", (h, v) -> h.name = v)
                .word("failurePolicy", (h, v) -> h.failurePolicy = v)
                .within(
                        "clientConfig",
                        new Fields<HookDraft>()
                                .within(
                                        "service",
                                        new Fields<HookDraft>()
                                                .word("namespace", (h, v) -> h.namespace = v)
                                                .word("name", (h, v) -> h.service = v)))
                .parts("rules", h -> h, new Fields<HookDraft>().texts("resources", (h, v) -> h.resources.add(v)))
                .part("namespaceSelector", h -> h.namespaces, SelectorDraft.FIELDS);

        private String name = "";
        private String failurePolicy = "Fail";
        private String namespace = "";
        private String service = "";
        private final List<String> resources = new ArrayList<>(2);
        private final SelectorDraft namespaces = new SelectorDraft();

        WebhookFacts.Hook facts(MetaDraft meta) {
            ObjectKey key = service.isEmpty() ? null : new ObjectKey("Service", namespace, service);
            return new WebhookFacts.Hook(name, !failurePolicy.equals("Ignore"), key, resources, namespaces.facts(meta));
        }
    }

    static Fields<WebhookDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<WebhookDraft>()
                .part("metadata", d -> d.meta, meta)
                .parts("webhooks", d -> Drafts.added(d.hooks, new HookDraft()), HookDraft.FIELDS);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public WebhookFacts facts(KubeResource resource) {
        return new WebhookFacts(
                meta.facts(resource),
                resource,
                hooks.stream().map(hook -> hook.facts(meta)).toList());
    }
}
