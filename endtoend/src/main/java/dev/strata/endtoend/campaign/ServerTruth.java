package dev.strata.endtoend.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.EndpointSliceFacts;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NamespaceFacts;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PdbFacts;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a plain LIST says, read without the exporter's watches and compared with what it holds, object by object. */
final class ServerTruth {

    /** Of the Events of type Normal only these are watched; see the documentation of the exporter's rights. */
    private static final Set<String> NORMAL_EVENTS =
            Set.of("Killing", "NotTriggerScaleUp", "Nominated", "ScalingReplicaSet", "TriggeredScaleUp");

    private static final int TOLD = 5;

    private final String url;
    private final Supplier<String> token;
    private final JsonFactory json = Projection.json();
    private final Projection projection = Projection.plain();

    ServerTruth(String url, Supplier<String> token) {
        this.url = url;
        this.token = token;
    }

    /** Some of what differs, in words; empty when nothing does. */
    List<String> differences(ClusterView view) throws IOException {
        List<String> found = new ArrayList<>();
        for (KubeResource resource : KubeResource.values()) {
            if (resource.isOptIn()) {
                continue;
            }
            List<ObjectFacts> served = list(resource);
            if (served.size() != view.count(resource)) {
                found.add(resource.id() + ": held " + view.count(resource) + ", served " + served.size());
            }
            for (ObjectFacts facts : served) {
                Optional<? extends ObjectFacts> held = held(view, resource, facts);
                if (held.isEmpty()) {
                    found.add(facts.key() + " is not held");
                } else if (!held.get().equals(facts)) {
                    found.add(facts.key() + " is held as " + held.get() + " and served as " + facts);
                }
                if (found.size() >= TOLD) {
                    return found;
                }
            }
        }
        return found;
    }

    private static Optional<? extends ObjectFacts> held(ClusterView view, KubeResource resource, ObjectFacts facts) {
        ObjectKey key = facts.key();
        if (facts instanceof PodFacts) {
            return view.pod(key);
        } else if (facts instanceof NodeFacts) {
            return view.node(key.name());
        } else if (facts instanceof WorkloadFacts) {
            return view.workload(key);
        } else if (facts instanceof ServiceFacts) {
            return view.service(key.namespace(), key.name());
        } else if (facts instanceof NamespaceFacts) {
            return view.namespace(key.name());
        } else if (facts instanceof EndpointSliceFacts slice) {
            return find(view.slicesOf(new ObjectKey("Service", key.namespace(), slice.service())), key);
        } else if (facts instanceof KubeEventFacts event) {
            return find(view.eventsAbout(event.regarding()), key);
        } else if (facts instanceof ReplicaSetFacts) {
            return find(view.replicaSets(), key);
        } else if (facts instanceof HpaFacts) {
            return find(view.hpas(), key);
        } else if (facts instanceof PdbFacts) {
            return find(view.pdbs(), key);
        }
        return view.find(resource, facts.getClass(), key);
    }

    private static Optional<? extends ObjectFacts> find(List<? extends ObjectFacts> all, ObjectKey key) {
        return all.stream().filter(facts -> facts.key().equals(key)).findFirst();
    }

    private List<ObjectFacts> list(KubeResource resource) throws IOException {
        String version = resource.apiVersion();
        String path = (version.contains("/") ? "/apis/" : "/api/") + version + "/" + resource.plural();
        var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token.get());
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(20_000);
        if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return List.of(); // an API that this server does not have
        }
        try (InputStream body = connection.getInputStream();
                JsonParser parser = json.createParser(body)) {
            return items(resource, parser);
        }
    }

    private List<ObjectFacts> items(KubeResource resource, JsonParser parser) throws IOException {
        List<ObjectFacts> all = new ArrayList<>();
        parser.nextToken();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (!name.equals("items") || value != JsonToken.START_ARRAY) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                projection
                        .project(resource, parser)
                        .filter(ServerTruth::isWatched)
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private static boolean isWatched(ObjectFacts facts) {
        if (facts.key().kind().equals("Lease")) {
            return facts.key().namespace().equals("kube-system");
        }
        if (facts instanceof AutoscalerStatusFacts) {
            return facts.key().equals(new ObjectKey("ConfigMap", "kube-system", AutoscalerStatusFacts.NAME));
        }
        return !(facts instanceof KubeEventFacts event)
                || !event.type().equals("Normal")
                || NORMAL_EVENTS.contains(event.reason());
    }
}
