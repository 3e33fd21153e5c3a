package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.FieldEdit;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PairMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code metadata}. */
final class MetaDraft {

    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DAEMON_REVISION = "deprecated.daemonset.template.generation";

    static final String DEFAULT_STORAGE_CLASS = "storageclass.kubernetes.io/is-default-class";
    static final String DEFAULT_INGRESS_CLASS = "ingressclass.kubernetes.io/is-default-class";
    static final String INGRESS_CLASS = "kubernetes.io/ingress.class";

    static final String ROLLOUT_REVISION = "rollout.argoproj.io/revision";
    static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";
    static final String PAUSED = "autoscaling.keda.sh/paused";
    static final String PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";

    /** Annotations that facts are made of. */
    static final Set<String> READ = Set.of(
            REVISION,
            DAEMON_REVISION,
            ROLLOUT_REVISION,
            DEFAULT_STORAGE_CLASS,
            DEFAULT_INGRESS_CLASS,
            INGRESS_CLASS,
            ARGO_TRACKING,
            PAUSED,
            PAUSED_REPLICAS);

    private static final String BY_HAND = "kubectl";

    String name = "";
    String namespace = "";
    private String uid = "";
    private String resourceVersion = "";
    private @Nullable Instant created;
    private @Nullable Instant deleted;
    private long generation;
    final Map<String, String> labels = new TreeMap<>();
    final Map<String, String> annotations = new TreeMap<>();
    private final List<Owner> owners = new ArrayList<>(1);
    private @Nullable Instant handEdited;
    private @Nullable Manager editor;

    private @Nullable Words words;

    private static final class Owner {
        private String kind = "";
        private String name = "";
        private boolean controller;
    }

    /** An entry of {@code managedFields}. */
    private static final class Manager {
        private final MetaDraft edited;
        private String name = "";
        private @Nullable Instant at;
        private boolean owner;

        Manager(MetaDraft edited) {
            this.edited = edited;
        }

        /** Entries are told apart only when both are known, in whatever order they come. */
        private void named(String manager) {
            name = manager;
            tell();
        }

        private void timed(Instant time) {
            at = time;
            tell();
        }

        private void owns() {
            owner = true;
            tell();
        }

        private void tell() {
            if (at == null || name.isEmpty()) {
                return;
            }
            Instant last = edited.handEdited;
            if (name.startsWith(BY_HAND) && (last == null || last.isBefore(at))) {
                edited.handEdited = at;
            }
            Manager other = edited.editor;
            if (owner && (other == null || other.at == null || !other.at.isAfter(at))) {
                edited.editor = this;
            }
        }

        private static Fields<Manager> fields(Fields<Manager> owned) {
            return new Fields<Manager>()
                    .word("manager", Manager::named)
                    .time("time", Manager::timed)
                    .within("fieldsV1", owned);
        }
    }

    static Fields<MetaDraft> fields(Predicate<String> annotationNames) {
        var owner = new Fields<Owner>()
                .word("kind", (o, v) -> o.kind = v)
                .word("name", (o, v) -> o.name = v)
                .flag("controller", (o, v) -> o.controller = v);
        return new Fields<MetaDraft>()
                .word("name", (m, v) -> m.name = v)
                .word("namespace", (m, v) -> m.namespace = v)
                .text("uid", (m, v) -> m.uid = v)
                .text("resourceVersion", (m, v) -> m.resourceVersion = v)
                .time("creationTimestamp", (m, v) -> m.created = v)
                .time("deletionTimestamp", (m, v) -> m.deleted = v)
                .whole("generation", (m, v) -> m.generation = v)
                .pairs("labels", any -> true, (m, k, v) -> m.labels.put(k, v))
                .pairs("annotations", annotationNames, (m, k, v) -> m.annotations.put(k, v))
                .parts("ownerReferences", MetaDraft::newOwner, owner);
    }

    /** As {@link #fields}, and who changed the object by hand, and its pod template at all. */
    static Fields<MetaDraft> ofWorkload(Predicate<String> annotationNames) {
        var template = new Fields<Manager>().present("f:template", Manager::owns);
        return managed(annotationNames, new Fields<Manager>().within("f:spec", template));
    }

    /** As {@link #fields}, and who wrote the spec. */
    static Fields<MetaDraft> withSpecEditor(Predicate<String> annotationNames) {
        return managed(annotationNames, new Fields<Manager>().present("f:spec", Manager::owns));
    }

    /** As {@link #fields}, and who wrote the content of a ConfigMap. */
    static Fields<MetaDraft> withDataEditor(Predicate<String> annotationNames) {
        return managed(
                annotationNames,
                new Fields<Manager>().present("f:data", Manager::owns).present("f:binaryData", Manager::owns));
    }

    private static Fields<MetaDraft> managed(Predicate<String> annotationNames, Fields<Manager> owned) {
        return fields(annotationNames).parts("managedFields", Manager::new, Manager.fields(owned));
    }

    private Owner newOwner() {
        var owner = new Owner();
        owners.add(owner);
        return owner;
    }

    /** Equal values of this object and of others shall be one instance. */
    void share(Words remembered) {
        words = remembered;
    }

    /** An equal value that another object has already, as far as it is remembered. */
    <T> T same(T value) {
        return words == null ? value : words.same(value);
    }

    /** An object without a time of creation counts as old. */
    KubeMeta facts(KubeResource resource) {
        return facts(resource.kind());
    }

    /** Of a kind that the object names itself. */
    KubeMeta facts(String kind) {
        return facts(kind, labels, annotations);
    }

    /** Without labels and annotations. */
    KubeMeta bare(KubeResource resource) {
        return facts(resource.kind(), Map.of(), Map.of());
    }

    private KubeMeta facts(String kind, Map<String, String> keptLabels, Map<String, String> keptAnnotations) {
        return new KubeMeta(
                same(new ObjectKey(kind, namespace, name)),
                uid,
                resourceVersion,
                created == null ? Instant.EPOCH : created,
                deleted,
                generation,
                same(PairMap.of(keptLabels)),
                same(PairMap.of(keptAnnotations)),
                controller());
    }

    long generation() {
        return generation;
    }

    /** When the object was last changed by the tool of people, null for never. */
    @Nullable
    Instant handEdited() {
        return handEdited;
    }

    /** The last edit of the part that was asked for; null where nobody wrote it since the object was made. */
    @Nullable
    FieldEdit edit() {
        Manager last = editor;
        if (last == null || last.at == null) {
            return null;
        }
        boolean later = created == null || last.at.isAfter(created.plusSeconds(1));
        return later ? new FieldEdit(last.name, last.at) : null;
    }

    @Nullable
    Instant created() {
        return created;
    }

    @Nullable
    ObjectKey controller() {
        return owners.stream()
                .filter(o -> o.controller && !o.name.isEmpty())
                .findFirst()
                .map(o -> same(new ObjectKey(o.kind, o.kind.equals("Node") ? "" : namespace, o.name)))
                .orElse(null);
    }
}
