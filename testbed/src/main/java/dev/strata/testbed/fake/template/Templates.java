package dev.strata.testbed.fake.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The templates of a YAML resource: a mapping from name to object. */
public final class Templates {

    private final Map<String, Template> byName = new TreeMap<>();

    private Templates() {}

    /** Reads resources that stand beside the class. */
    public static Templates load(Class<?> beside, String... resources) {
        Templates all = new Templates();
        // Not Jackson's reader, which does not follow aliases.
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        Yaml yaml = new Yaml(new SafeConstructor(options));
        ObjectMapper json = new ObjectMapper();
        for (String resource : resources) {
            try (InputStream in = beside.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalArgumentException("no resource " + resource);
                }
                JsonNode tree = json.valueToTree(yaml.<Object>load(in));
                tree.properties().forEach(entry -> all.byName.put(entry.getKey(), Template.of(entry.getValue())));
            } catch (IOException e) {
                throw new UncheckedIOException(resource, e);
            }
        }
        return all;
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Template get(String name) {
        Template template = byName.get(name);
        if (template == null) {
            throw new IllegalArgumentException("no template " + name + " among " + byName.keySet());
        }
        return template;
    }
}
