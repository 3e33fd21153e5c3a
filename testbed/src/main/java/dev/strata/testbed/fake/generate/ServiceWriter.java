package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Templates;
import java.time.Instant;
import java.util.List;

/** Renders Services, their slices, Events and namespaces. */
final class ServiceWriter {

    /** What the controller puts into one slice at most. */
    static final int SLICE = 100;

    private final Words words;
    private final Templates templates;

    ServiceWriter(Words words, Templates templates) {
        this.words = words;
        this.templates = templates;
    }

    Bound service(WorkloadModel model) {
        WorkloadModel.Identity identity = model.identity;
        return templates
                .get("service")
                .fill()
                .set("name", identity.app())
                .set("namespace", words.shared(identity.namespace()))
                .set("uid", model.serviceUid)
                .set("created", words.moment(identity.created()))
                .set("app", identity.app())
                .set("team", words.shared(identity.team()))
                .set("ip", words.address(172))
                .bound();
    }

    /** The slice of a number: its share of the pods that have an address. */
    Bound slice(WorkloadModel model, int number, String uid, Instant changed) {
        WorkloadModel.Identity identity = model.identity;
        List<Bound> endpoints = model.pods.stream()
                .filter(pod -> pod.state.hasStarted())
                .skip((long) number * SLICE)
                .limit(SLICE)
                .map(this::endpoint)
                .toList();
        return templates
                .get("endpointslice")
                .fill()
                .set("name", model.slices.get(number))
                .set("namespace", words.shared(identity.namespace()))
                .set("uid", uid)
                .set("created", words.moment(identity.created()))
                .set("changed", words.moment(changed))
                .set("generation", model.generation)
                .set("service", words.shared(identity.app()))
                .set("team", words.shared(identity.team()))
                .set("ownerUid", model.serviceUid)
                .set("endpoints", endpoints)
                .bound();
    }

    private Bound endpoint(PodModel pod) {
        return templates
                .get("endpoint")
                .fill()
                .set("ip", pod.ip)
                .set("ready", words.shared(Boolean.toString(pod.state.isReady())))
                .set("terminating", words.shared(Boolean.toString(pod.state == PodState.TERMINATING)))
                .set("namespace", words.shared(pod.owner.identity.namespace()))
                .set("pod", pod.name)
                .set("uid", pod.uid)
                .set("node", words.shared(NodeWriter.name(pod.node)))
                .set("zone", words.shared(NodeWriter.zone(pod.node)))
                .bound();
    }

    /** What an Event says. */
    record Said(String type, String reason, String component, String message) {}

    Bound event(PodModel pod, String name, String uid, Said said, Instant first, Instant last, int count) {
        return templates
                .get("event")
                .fill()
                .set("name", name)
                .set("namespace", words.shared(pod.owner.identity.namespace()))
                .set("uid", uid)
                .set("created", Words.time(first))
                .set("changed", Words.time(last))
                .set("count", count)
                .set("involvedKind", words.shared("Pod"))
                .set("involvedName", pod.name)
                .set("involvedUid", pod.uid)
                .set("host", words.shared(NodeWriter.name(pod.node)))
                .set("type", words.shared(said.type()))
                .set("reason", words.shared(said.reason()))
                .set("component", words.shared(said.component()))
                .set("message", words.shared(said.message()))
                .bound();
    }

    Bound namespace(String name, String team, Instant created) {
        return templates
                .get("namespace")
                .fill()
                .set("name", words.shared(name))
                .set("uid", words.uid())
                .set("created", Words.time(created))
                .set("team", words.shared(team))
                .set("tier", words.shared(words.chance(0.3) ? "critical" : "standard"))
                .bound();
    }
}
