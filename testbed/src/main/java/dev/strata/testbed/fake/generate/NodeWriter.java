package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Templates;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Renders nodes and their leases. */
final class NodeWriter {

    private final Words words;
    private final Templates templates;

    NodeWriter(Words words, Templates templates) {
        this.words = words;
        this.templates = templates;
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "node-%05d", number);
    }

    static String zone(int number) {
        return "region-1" + "abc".charAt(number % 3);
    }

    static String address(int number) {
        return "10." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    /** A node; {@code changed} is when its readiness last changed. */
    Bound node(int number, String uid, boolean ready, Instant created, Instant changed, Instant heartbeat) {
        List<Bound> taints = ready
                ? List.of()
                : List.of(
                        taint("node.kubernetes.io/not-ready", "NoSchedule", changed),
                        taint("node.kubernetes.io/not-ready", "NoExecute", changed));
        return templates
                .get("node")
                .fill()
                .set("name", words.shared(name(number)))
                .set("uid", uid)
                .set("created", Words.time(created))
                .set("changed", Words.time(changed))
                .set("heartbeat", Words.time(heartbeat))
                .set("zone", words.shared(zone(number)))
                .set("pool", words.shared("pool-" + number % 4))
                .set("cidr", "10." + (100 + (number >> 8 & 0x7f)) + "." + (number & 0xff) + ".0/24")
                .set("ip", words.shared(address(number)))
                .set("taints", taints)
                .set("ready", words.shared(ready ? "True" : "False"))
                .set("readyReason", words.shared(ready ? "KubeletReady" : "KubeletNotReady"))
                .set(
                        "readyMessage",
                        words.shared(ready ? "kubelet is posting ready status" : "container runtime is down"))
                .bound();
    }

    Bound lease(String name, String namespace, String uid, Instant created, Instant renewed) {
        return templates
                .get("lease")
                .fill()
                .set("name", words.shared(name))
                .set("namespace", words.shared(namespace))
                .set("uid", uid)
                .set("created", Words.time(created))
                .set("renewed", Words.precise(renewed))
                .bound();
    }

    private Bound taint(String key, String effect, Instant since) {
        return templates
                .get("taint")
                .fill()
                .set("key", words.shared(key))
                .set("effect", words.shared(effect))
                .set("since", Words.time(since))
                .bound();
    }
}
