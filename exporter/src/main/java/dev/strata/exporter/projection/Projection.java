package dev.strata.exporter.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads API objects. Fields, values and enum constants that it does not know are passed over; a time or an amount that
 * cannot be read counts as not said. Safe for any number of threads.
 */
public final class Projection {

    private final Words words = new Words();
    private final Map<KubeResource, Kind<?>> kinds = new EnumMap<>(KubeResource.class);

    private record Kind<D extends Draft>(Fields<D> fields, Supplier<D> draft) {

        Optional<ObjectFacts> read(KubeResource resource, JsonParser parser, Words words) throws IOException {
            D object = draft.get();
            object.meta().share(words);
            fields.read(parser, words, object);
            return object.meta().name.isEmpty() ? Optional.empty() : Optional.of(object.facts(resource));
        }
    }

    private Projection(Set<String> annotations) {
        Set<String> names = Set.copyOf(annotations);
        Fields<MetaDraft> meta = MetaDraft.fields(names::contains);
        Fields<MetaDraft> managed = MetaDraft.ofWorkload(names::contains);
        Fields<MetaDraft> spec = MetaDraft.withSpecEditor(names::contains);
        Fields<MetaDraft> data = MetaDraft.withDataEditor(names::contains);
        for (KubeResource resource : KubeResource.values()) {
            Fields<MetaDraft> own = resource == KubeResource.HORIZONTALPODAUTOSCALERS
                    ? spec
                    : resource == KubeResource.CONFIGMAPS ? data : meta;
            kinds.put(resource, kind(resource, own, managed));
        }
    }

    /** Keeps of annotations those that facts are made of. */
    public static Projection plain() {
        return keeping(Set.of());
    }

    /** Also keeps these annotations, such as one that names an owner. */
    public static Projection keeping(Set<String> annotations) {
        var kept = new HashSet<>(annotations);
        kept.addAll(MetaDraft.READ);
        return new Projection(kept);
    }

    /** Makes parsers for texts of the API: deep and long ones are passed over rather than refused. */
    public static JsonFactory json() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(10_000)
                        .maxNumberLength(1_000_000)
                        .build())
                .build();
    }

    private static Kind<?> kind(KubeResource resource, Fields<MetaDraft> meta, Fields<MetaDraft> managed) {
        return switch (resource) {
            case NAMESPACES -> new Kind<>(NamespaceDraft.fields(meta), NamespaceDraft::new);
            case NODES -> new Kind<>(NodeDraft.fields(meta), NodeDraft::new);
            case PODS -> new Kind<>(PodDraft.fields(meta), PodDraft::new);
            case DEPLOYMENTS -> new Kind<>(WorkloadDraft.deployment(managed), WorkloadDraft::new);
            case REPLICASETS -> new Kind<>(ReplicaSetDraft.fields(meta), ReplicaSetDraft::new);
            case STATEFULSETS -> new Kind<>(WorkloadDraft.statefulSet(managed), WorkloadDraft::new);
            case DAEMONSETS -> new Kind<>(WorkloadDraft.daemonSet(managed), WorkloadDraft::newDaemonSet);
            case HORIZONTALPODAUTOSCALERS -> new Kind<>(HpaDraft.fields(meta), HpaDraft::new);
            case SERVICES -> new Kind<>(ServiceDraft.fields(meta), ServiceDraft::new);
            case ENDPOINTSLICES -> new Kind<>(EndpointSliceDraft.fields(meta), EndpointSliceDraft::new);
            case PODDISRUPTIONBUDGETS -> new Kind<>(PdbDraft.fields(meta), PdbDraft::new);
            case EVENTS -> new Kind<>(EventDraft.fields(meta), EventDraft::new);
            case JOBS -> new Kind<>(JobDraft.fields(meta), JobDraft::new);
            case CRONJOBS -> new Kind<>(CronJobDraft.fields(meta), CronJobDraft::new);
            case PERSISTENTVOLUMECLAIMS -> new Kind<>(ClaimDraft.fields(meta), ClaimDraft::new);
            case PERSISTENTVOLUMES -> new Kind<>(VolumeDraft.fields(meta), VolumeDraft::new);
            case STORAGECLASSES -> new Kind<>(StorageClassDraft.fields(meta), StorageClassDraft::new);
            case RESOURCEQUOTAS -> new Kind<>(QuotaDraft.fields(meta), QuotaDraft::new);
            case APISERVICES -> new Kind<>(ApiServiceDraft.fields(meta), ApiServiceDraft::new);
            case VALIDATINGWEBHOOKCONFIGURATIONS -> new Kind<>(WebhookDraft.fields(meta), WebhookDraft::new);
            case MUTATINGWEBHOOKCONFIGURATIONS -> new Kind<>(WebhookDraft.fields(meta), WebhookDraft::new);
            case INGRESSES -> new Kind<>(IngressDraft.fields(meta), IngressDraft::new);
            case INGRESSCLASSES -> new Kind<>(IngressClassDraft.fields(meta), IngressClassDraft::new);
            case LEASES -> new Kind<>(LeaseDraft.fields(meta), LeaseDraft::new);
            case CERTIFICATESIGNINGREQUESTS -> new Kind<>(SigningRequestDraft.fields(meta), SigningRequestDraft::new);
            case NETWORKPOLICIES -> new Kind<>(NetworkPolicyDraft.fields(meta), NetworkPolicyDraft::new);
            case LIMITRANGES -> new Kind<>(LimitRangeDraft.fields(meta), LimitRangeDraft::new);
            case ROLEBINDINGS, CLUSTERROLEBINDINGS -> new Kind<>(RoleBindingDraft.fields(meta), RoleBindingDraft::new);
            case CSIDRIVERS -> new Kind<>(CsiDriverDraft.fields(meta), CsiDriverDraft::new);
            case CSINODES -> new Kind<>(CsiNodeDraft.fields(meta), CsiNodeDraft::new);
            case VOLUMEATTACHMENTS -> new Kind<>(VolumeAttachmentDraft.fields(meta), VolumeAttachmentDraft::new);
            case CUSTOMRESOURCEDEFINITIONS ->
                new Kind<>(CustomDefinitionDraft.fields(meta), CustomDefinitionDraft::new);
            case CONFIGMAPS -> new Kind<>(ConfigMapDraft.fields(meta), ConfigMapDraft::new);
            case AUTOSCALERSTATUS -> new Kind<>(AutoscalerStatusDraft.fields(meta), AutoscalerStatusDraft::new);
            case GATEWAYCLASSES -> new Kind<>(GatewayClassDraft.fields(meta), GatewayClassDraft::new);
            case GATEWAYS -> new Kind<>(GatewayDraft.fields(meta), GatewayDraft::new);
            case HTTPROUTES, GRPCROUTES -> new Kind<>(RouteDraft.fields(meta), RouteDraft::new);
            case CERTIFICATES -> new Kind<>(CertificateDraft.fields(meta), CertificateDraft::new);
            case SCALEDOBJECTS -> new Kind<>(ScaledObjectDraft.fields(meta), ScaledObjectDraft::new);
            case VERTICALPODAUTOSCALERS -> new Kind<>(VpaDraft.fields(meta), VpaDraft::new);
            case BACKUPS -> new Kind<>(BackupDraft.fields(meta), BackupDraft::new);
            case SCHEDULES -> new Kind<>(BackupScheduleDraft.fields(meta), BackupScheduleDraft::new);
            case NODEPOOLS -> new Kind<>(NodePoolDraft.fields(meta), NodePoolDraft::new);
            case NODECLAIMS -> new Kind<>(NodeClaimDraft.fields(meta), NodeClaimDraft::new);
            case SERVICEMONITORS -> new Kind<>(MonitorDraft.fields("endpoints", meta), MonitorDraft::new);
            case PODMONITORS -> new Kind<>(MonitorDraft.fields("podMetricsEndpoints", meta), MonitorDraft::new);
            case APPLICATIONS -> new Kind<>(ArgoApplicationDraft.fields(meta), ArgoApplicationDraft::new);
            case ROLLOUTS -> new Kind<>(WorkloadDraft.rollout(managed), WorkloadDraft::new);
            case CLONESETS -> new Kind<>(WorkloadDraft.cloneSet(managed), WorkloadDraft::new);
            case KUSTOMIZATIONS, HELMRELEASES, GITREPOSITORIES, CUSTOMRESOURCES ->
                new Kind<>(ConditionedDraft.fields(meta), ConditionedDraft::new);
            case SECRETS -> new Kind<>(SecretDraft.fields(meta), SecretDraft::new);
        };
    }

    /**
     * Lets go of what was remembered for objects to come. To be called now and then, so that texts of objects that are
     * gone are not kept for long.
     */
    public void forget() {
        words.forget();
    }

    /**
     * Reads the object at whose first token the parser stands and leaves the parser at its last.
     *
     * @return empty for what is no object or has no name: the caller counts it and goes on
     * @throws IOException if the text itself is broken; then nothing after it can be read either
     */
    public Optional<ObjectFacts> project(KubeResource resource, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        return kind(resource).read(resource, parser, words);
    }

    /**
     * Copies the object at whose first token the parser stands, but only the fields that {@link #project} reads, and
     * leaves the parser at its last. Writes {@code null} for what is no object.
     */
    public void copy(KubeResource resource, JsonParser parser, JsonGenerator out) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            out.writeNull();
            return;
        }
        kind(resource).fields().copy(parser, out);
    }

    private Kind<?> kind(KubeResource resource) {
        Kind<?> kind = kinds.get(resource);
        if (kind == null) {
            throw new IllegalStateException("no fields for " + resource);
        }
        return kind;
    }
}
