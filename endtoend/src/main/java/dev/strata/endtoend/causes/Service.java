package dev.strata.endtoend.causes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Service with the traffic that goes through it. */
final class Service {

    /** One round's figures. */
    record Moment(double latency, double errors, double load) {}

    final String namespace;
    final String name;
    final Map<String, String> selector = new TreeMap<>();
    final List<Service> calls = new ArrayList<>();
    final List<Objective> objectives = new ArrayList<>();
    final Deque<Moment> past = new ArrayDeque<>();

    /** Requests per second that come in; 0 for a Service without metrics. */
    double rate;

    /** Requests per second that one pod carries. */
    double perPod = 40;

    double baseLatency = 0.02;

    /** Its own code is this much slower than usual. */
    double slowdown = 1;

    /** Share of requests that its own code fails. */
    double ownErrors;

    /** Connections to it are dropped on the way although its pods are ready. */
    boolean cutOff;

    /** It is exposed to users under a probe. */
    boolean probed;

    Service(String namespace, String name, String app) {
        this.namespace = namespace;
        this.name = name;
        selector.put("app", app);
    }

    /** An objective on the Service; {@code slower} is the latency that breaks it, 0 for one about success. */
    record Objective(String name, String layer, String sli, double slower, double target) {}

    Moment last() {
        Moment last = past.peekLast();
        return last == null ? new Moment(baseLatency, 0, 0.3) : last;
    }

    /** Mean latency when all is well. */
    double usual() {
        return baseLatency + calls.stream().mapToDouble(Service::usual).sum();
    }

    /** Mean over the last rounds. */
    Moment mean(int rounds) {
        double latency = 0;
        double errors = 0;
        double load = 0;
        int count = 0;
        var newest = past.descendingIterator();
        while (newest.hasNext() && count < rounds) {
            Moment moment = newest.next();
            latency += moment.latency();
            errors += moment.errors();
            load += moment.load();
            count++;
        }
        return count == 0 ? last() : new Moment(latency / count, errors / count, load / count);
    }
}
