package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Puts a few objects of every kind that nothing else makes. */
final class OtherKinds {

    private OtherKinds() {}

    static void fill(Population population) {
        Instant created = population.clock.instant().minus(Duration.ofDays(20));
        for (ApiKind kind : ApiKinds.all()) {
            if (population.templates.has(kind.resource())) {
                for (int i = 0; i < population.tier.counts().few(); i++) {
                    put(population, kind, i, created);
                }
            }
        }
    }

    /** Makes a claim that has lost its volume; returns {@code namespace/name} of it. */
    static String lostClaim(Population population, int number) {
        ApiKind claims = ApiKinds.of("persistentvolumeclaims");
        put(population, claims, number, population.clock.instant(), "Lost");
        return namespace(population, number) + "/" + name(claims, number);
    }

    private static String namespace(Population population, int number) {
        return population.words.team(number) + "-"
                + number % population.tier.counts().namespaces();
    }

    private static void put(Population population, ApiKind kind, int number, Instant created) {
        put(population, kind, number, created, "Bound");
    }

    private static void put(Population population, ApiKind kind, int number, Instant created, String phase) {
        String namespace = namespace(population, number);
        String name = name(kind, number);
        population.put(
                kind,
                kind.namespaced() ? namespace : "",
                name,
                population
                        .templates
                        .get(kind.resource())
                        .fill()
                        .set("name", name)
                        .set("namespace", namespace)
                        .set("uid", population.words.uid())
                        .set("type", "kubernetes.io/tls")
                        .set("phase", phase)
                        .set("created", Words.time(created))
                        .set("team", population.words.team(number))
                        .bound());
    }

    /** Names that mean something where they must. */
    private static String name(ApiKind kind, int number) {
        return switch (kind.plural()) {
            case "csinodes" -> NodeWriter.name(number);
            case "customresourcedefinitions" -> "widgets" + number + ".example.com";
            case "apiservices" -> "v" + (number + 1) + ".metrics.example.com";
            default -> String.format(Locale.ROOT, "%s-%02d", kind.kind().toLowerCase(Locale.ROOT), number);
        };
    }
}
