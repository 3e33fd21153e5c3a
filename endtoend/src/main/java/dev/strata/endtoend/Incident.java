package dev.strata.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.testbed.shop.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An incident of the order service as data: what the cluster has, what happens, what must be said of it.
 *
 * @param baseline before it
 * @param incident during it
 * @param recovery after it
 */
public record Incident(String name, Nodes nodes, Load baseline, Load incident, Load recovery, Expected expect) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Machines; quantities as Kubernetes spells them.
     *
     * @param flaky how many more there are that can be lost
     */
    public record Nodes(int count, int flaky, String cpu, String memory) {}

    /** What customers and the payment service do: requests per second, time of one payment call. */
    public record Load(double load, double dependencyLatencyMillis) {

        Scenario on(Scenario scenario) {
            return scenario.withOfferedLoad(load)
                    .withPayments(
                            dependencyLatencyMillis / 1000, scenario.paymentErrorRatio(), scenario.paymentConversion());
        }
    }

    /** The alert that pages, and the cause that its first notification names. */
    public record Expected(String page, Cause cause) {}

    /** Identity of the cause without its layer. */
    public record Cause(String signal, String kind, String namespace, String name) {}

    /** Nothing happens to the order service: it runs under its everyday load on these machines. */
    public static Incident calm(Nodes nodes) {
        var load = new Load(60, 40);
        return new Incident("calm", nodes, load, load, load, new Expected("", new Cause("", "", "", "")));
    }

    /** Reads {@code incidents/NAME.yaml}. */
    public static Incident named(String name) {
        try (var stream = Incident.class.getResourceAsStream("incidents/" + name + ".yaml")) {
            if (stream == null) {
                throw new IllegalArgumentException("no incident named " + name);
            }
            return YAML.readValue(stream, Incident.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
