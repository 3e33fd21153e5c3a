package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.definition.Tenancy;
import dev.strata.rulegen.definition.Tenancy.Owner;
import dev.strata.rulegen.definition.Tenancy.Tenant;
import dev.strata.rulegen.definition.Tier;
import dev.strata.rulegen.diagnostic.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a document of the kind Tenancy. */
final class TenancyReader {
    private static final String GLOB = "[a-z0-9*]([a-z0-9*-]*[a-z0-9*])?";

    private TenancyReader() {}

    static @Nullable Tenancy read(MappingReader document) {
        Names.skip(document);
        MappingReader rest = document.requiredMapping("otherwise", "\"otherwise\"");
        Owner otherwise = rest == null ? null : owner(rest);
        if (!document.has("tenants")) {
            document.missing("tenants");
        }
        var tenants = new ArrayList<Tenant>();
        Map<String, Integer> seen = new HashMap<>();
        for (MappingReader reader : document.mappings("tenants", "a tenant")) {
            List<Located<String>> namespaces = namespaces(reader, "namespaces");
            if (!reader.has("namespaces")) {
                reader.missing("namespaces");
            }
            for (Located<String> namespace : namespaces) {
                Integer other =
                        seen.putIfAbsent(namespace.value(), namespace.span().start());
                if (other != null) {
                    String message =
                            "the namespaces \"" + namespace.value() + "\" belong to another tenant already, at "
                                    + namespace.file().position(other);
                    reader.source().error(namespace.span(), "duplicate-key", message, "the first tenant counts");
                }
            }
            Owner owner = owner(reader);
            if (owner != null && !namespaces.isEmpty()) {
                tenants.add(new Tenant(namespaces.stream().map(Located::value).toList(), owner));
            }
        }
        document.close();
        return otherwise == null ? null : new Tenancy(tenants, otherwise);
    }

    private static @Nullable Owner owner(MappingReader reader) {
        Located<String> team = reader.requiredText("team");
        Located<Tier> tier = reader.requiredWord("tier", Tier::byId, Tier.ids());
        String channel = reader.textOr("channel", "");
        reader.close();
        return team == null || tier == null ? null : new Owner(team.value(), tier.value(), channel);
    }

    /** Names of namespaces with stars; others are reported. */
    static List<Located<String>> namespaces(MappingReader reader, String key) {
        var good = new ArrayList<Located<String>>();
        for (Located<String> glob : reader.texts(key)) {
            if (glob.value().matches(GLOB)) {
                good.add(glob);
            } else {
                String message = "found \"" + glob.value() + "\", expected the name of a namespace";
                reader.source().error(glob.span(), "bad-name", message, "* stands for any characters, such as shop-*");
            }
        }
        return good;
    }
}
