package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.TemplateFacts.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Names of ConfigMaps, Secrets and claims that a pod template needs; those that may be missing are left out. */
final class ReferencesDraft {

    private static final String CONFIG = "ConfigMap";
    private static final String SECRET = "Secret";
    private static final String CLAIM = "PersistentVolumeClaim";

    private final List<OneDraft> all = new ArrayList<>(2);

    private static final class OneDraft {
        private final String kind;
        private String name = "";
        private boolean optional;

        OneDraft(String kind) {
            this.kind = kind;
        }
    }

    /** Adds the environment to the table of a container. */
    static <D> Fields<D> ofContainer(Fields<D> container, Function<D, ReferencesDraft> into) {
        return container
                .parts(
                        "env",
                        into,
                        new Fields<ReferencesDraft>()
                                .within(
                                        "valueFrom",
                                        new Fields<ReferencesDraft>()
                                                .part("configMapKeyRef", r -> r.added(CONFIG), one("name"))
                                                .part("secretKeyRef", r -> r.added(SECRET), one("name"))))
                .parts(
                        "envFrom",
                        into,
                        new Fields<ReferencesDraft>()
                                .part("configMapRef", r -> r.added(CONFIG), one("name"))
                                .part("secretRef", r -> r.added(SECRET), one("name")));
    }

    /** Adds the volumes to the table of a pod's spec. */
    static <D> Fields<D> ofVolumes(Fields<D> spec, Function<D, ReferencesDraft> into) {
        var source = new Fields<ReferencesDraft>()
                .part("configMap", r -> r.added(CONFIG), one("name"))
                .part("secret", r -> r.added(SECRET), one("name"));
        return spec.parts(
                "volumes",
                into,
                new Fields<ReferencesDraft>()
                        .part("configMap", r -> r.added(CONFIG), one("name"))
                        .part("secret", r -> r.added(SECRET), one("secretName"))
                        .part("persistentVolumeClaim", r -> r.added(CLAIM), one("claimName"))
                        .within("projected", new Fields<ReferencesDraft>().parts("sources", r -> r, source)));
    }

    private static Fields<OneDraft> one(String name) {
        return new Fields<OneDraft>().word(name, (o, v) -> o.name = v).flag("optional", (o, v) -> o.optional = v);
    }

    private OneDraft added(String kind) {
        return Drafts.added(all, new OneDraft(kind));
    }

    void addAll(ReferencesDraft other) {
        all.addAll(other.all);
    }

    List<Reference> facts() {
        return all.stream()
                .filter(o -> !o.optional && !o.name.isEmpty())
                .map(o -> new Reference(o.kind, o.name))
                .distinct()
                .toList();
    }
}
