package dev.strata.endtoend.causes;

import dev.strata.catalog.MeasurementQueries;
import dev.strata.catalog.RecordedSeries;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.measurement.Sample;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests through the Services and what Prometheus would say of them. */
final class Traffic {

    /** A rate over two minutes. */
    private static final int ROUNDS = 4;

    private final Play play;
    private final Map<String, Deque<Double>> badPast = new HashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> gauges = new TreeMap<>();
    private Map<String, List<Sample>> samples = new TreeMap<>();

    /** Whether Prometheus is asked at all. */
    boolean configured = true;

    /** Families that Prometheus does not have. */
    final List<String> missing = new ArrayList<>();

    Traffic(Play play) {
        this.play = play;
    }

    /** Sets a figure of any family; labels alternate names and values. */
    void gauge(String id, double value, String... labels) {
        gauges.computeIfAbsent(id, i -> new HashMap<>()).put(labels(labels), value);
    }

    void forget(String id) {
        gauges.remove(id);
    }

    void step() {
        var done = new ArrayList<Service>();
        for (Service service : play.services) {
            flow(service, done);
        }
    }

    private void flow(Service service, List<Service> done) {
        if (done.contains(service)) {
            return;
        }
        done.add(service);
        service.calls.forEach(callee -> flow(callee, done));
        long ready = service.cutOff ? 0 : play.endpoints(service).size();
        long lost = play.endpoints(service).stream()
                .filter(p -> p.node == null || !p.node.isAlive())
                .count();
        double capacity = ready * service.perPod / service.slowdown;
        double load = capacity == 0 ? 0 : service.rate / capacity;
        double queue = load <= 0.8 ? 1 : Math.min(40, 1 + 12 * (load - 0.8));
        double latency = service.baseLatency * service.slowdown * queue;
        double errors = ready == 0 ? 1 : Math.max(0, (1 - 1 / Math.max(1, load)) * 0.5);
        errors = either(errors, ready == 0 ? 0 : (double) lost / ready);
        errors = either(errors, service.ownErrors);
        for (Service callee : service.calls) {
            Service.Moment seen = seen(callee);
            latency += seen.latency();
            errors = either(errors, seen.errors());
        }
        service.past.addLast(new Service.Moment(ready == 0 ? 0.005 : latency, Math.min(1, errors), load));
        if (service.past.size() > 400) {
            service.past.removeFirst();
        }
    }

    /** How a caller sees the Service. */
    private Service.Moment seen(Service callee) {
        if (play.dnsIsDown()) {
            return new Service.Moment(0.2, 1, 0);
        }
        Service.Moment moment = callee.last();
        return new Service.Moment(moment.latency() + play.dnsDelay, moment.errors(), moment.load());
    }

    private static double either(double a, double b) {
        return 1 - (1 - a) * (1 - Math.min(1, b));
    }

    Measurements measurements() {
        if (!configured) {
            return Measurements.NOT_CONFIGURED;
        }
        samples = new TreeMap<>();
        MeasurementQueries.ALL.forEach(query -> samples.put(query.id(), new ArrayList<>()));
        play.services.stream().filter(s -> s.rate > 0).forEach(this::measure);
        play.services.forEach(service -> service.objectives.forEach(objective -> measure(service, objective)));
        gauges.forEach((id, values) -> values.forEach((labels, value) -> {
            if (samples.containsKey(id)) {
                samples.getOrDefault(id, new ArrayList<>()).add(new Sample(labels, value));
            }
        }));
        var answers = new TreeMap<String, Measurement>();
        samples.forEach((id, list) -> answers.put(
                id,
                missing.contains(id)
                        ? Measurement.failed(id, play.now, "timeout")
                        : Measurement.answered(id, play.now, List.of(), list)));
        return new Measurements(true, true, play.now, "", Duration.ofMinutes(2), answers);
    }

    private void measure(Service service) {
        Service.Moment mean = service.mean(ROUNDS);
        String[] labels = {"namespace", service.namespace, "service", service.name};
        double usual = service.usual();
        say("service_request_rate", service.rate, labels);
        say("service_p99", mean.latency() * 2.5, labels);
        say("service_p99_before", usual * 2.5, labels);
        for (Service callee : service.calls) {
            double latency = 0;
            double errors = 0;
            Service.Moment seen = callee.mean(ROUNDS);
            latency += seen.latency() + play.dnsDelay;
            errors += play.dnsIsDown() ? 1 : seen.errors();
            String host = callee.namespace.equals(service.namespace)
                    ? callee.name
                    : callee.name + "." + callee.namespace + ".svc";
            String[] client = {"namespace", service.namespace, "service", service.name, "client_name", host};
            say("client_rate", service.rate, client);
            say("client_latency", latency, client);
            say("client_latency_before", callee.usual(), client);
            say("client_error_ratio", errors, client);
        }
    }

    private void measure(Service service, Service.Objective objective) {
        say(
                "slo_info",
                1,
                "slo",
                objective.name(),
                "layer",
                objective.layer(),
                "namespace",
                service.namespace,
                "service",
                service.name,
                "sli",
                objective.sli(),
                "period",
                "30d",
                "team",
                "shop",
                "tier",
                "critical");
        say("slo_objective", objective.target(), "slo", objective.name());
        String workload = play.workloads.stream()
                .filter(w -> w.namespace.equals(service.namespace) && service.selector.equals(Map.of("app", w.name)))
                .map(w -> w.name)
                .findFirst()
                .orElse(service.name);
        say(
                "slo_depends_on",
                1,
                "slo",
                objective.name(),
                "namespace",
                service.namespace,
                "kind",
                "Deployment",
                "workload",
                workload);
        Deque<Double> past = badPast.computeIfAbsent(objective.name(), name -> new ArrayDeque<>());
        past.addLast(bad(service, objective));
        for (String window : RecordedSeries.WINDOWS) {
            double seconds = seconds(window);
            int rounds = (int) Math.min(past.size(), Math.max(1, seconds / Play.STEP.toSeconds()));
            double sum = 0;
            var newest = past.descendingIterator();
            for (int i = 0; i < rounds; i++) {
                sum += newest.next();
            }
            double before = Math.max(0, seconds - rounds * (double) Play.STEP.toSeconds());
            double ratio = (sum * Play.STEP.toSeconds() + 0.0004 * before)
                    / (rounds * (double) Play.STEP.toSeconds() + before);
            say("slo_bad_ratio", ratio, "__name__", RecordedSeries.badRatio(window), "slo", objective.name());
            say("slo_events", service.rate, "__name__", RecordedSeries.eventRate(window), "slo", objective.name());
        }
    }

    private static double bad(Service service, Service.Objective objective) {
        Service.Moment now = service.last();
        if (objective.slower() > 0) {
            double ratio = now.latency() * 2.5 / objective.slower();
            return ratio <= 1 ? 0.0004 : Math.min(0.95, 0.02 + (ratio - 1) * 0.5);
        }
        double impatience = now.latency() > 1 ? Math.min(0.3, now.latency() * 0.05) : 0;
        return objective.layer().equals("business") ? either(now.errors() + 0.0004, impatience) : now.errors() + 0.0002;
    }

    private static double seconds(String window) {
        double count = Double.parseDouble(window.substring(0, window.length() - 1));
        return count
                * switch (window.charAt(window.length() - 1)) {
                    case 'm' -> 60;
                    case 'h' -> 3600;
                    default -> 86_400;
                };
    }

    private void say(String id, double value, String... labels) {
        List<Sample> list = samples.get(id);
        if (list != null) {
            list.add(new Sample(labels(labels), value));
        }
    }

    private static Map<String, String> labels(@Nullable String... namesAndValues) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return map;
    }
}
