package dev.strata.rulegen.definition;

import java.util.List;

/**
 * Whose a namespace is.
 *
 * @param tenants the first that names a namespace counts
 * @param otherwise for all other namespaces
 */
public record Tenancy(List<Tenant> tenants, Owner otherwise) {
    public Tenancy {
        tenants = List.copyOf(tenants);
    }

    /** Namespaces, with {@code *} for any characters, of one team. */
    public record Tenant(List<String> namespaces, Owner owner) {
        public Tenant {
            namespaces = List.copyOf(namespaces);
        }
    }

    /** Who is told, how much it matters, and where; the channel is empty for the usual receivers. */
    public record Owner(String team, Tier tier, String channel) {}

    /** The namespaces of a tier as one regular expression; empty where there are none. */
    public String namespaces(Tier tier) {
        return Globs.regex(tenants.stream()
                .filter(tenant -> tenant.owner().tier() == tier)
                .flatMap(tenant -> tenant.namespaces().stream())
                .toList());
    }
}
