package dev.strata.rulegen.promql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.cli.Terminal;
import dev.strata.rulegen.cli.Terminal.Said;
import dev.strata.rulegen.promql.ast.Feature;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code promql check --json --null} beside the real parser, broken bytes among the expressions. */
@Tag("real")
class FilterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Set<Feature>> servers() {
        return List.of(Feature.defaults(), EnumSet.allOf(Feature.class));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void corpus_asBytes_isAnsweredAlike(Set<Feature> features) throws Exception {
        List<Oracle.Case> cases = new ArrayList<>(Oracle.cases());
        cases.removeIf(one -> contains(one.bytes().array(), (byte) 0));
        for (int broken : new int[] {0x80, 0xC3, 0xED, 0xF5, 0xFF}) {
            for (String around :
                    List.of("x%s", "{%s}", "x{a=\"%s\"}", "x{a='\u00e9%s'}", "x # %s", "`%s`", "\"\u00e9\" + %s")) {
                cases.add(Oracle.Case.of("broken", bytes(around, (byte) broken)));
            }
        }
        var input = new ByteArrayOutputStream();
        for (Oracle.Case one : cases) {
            input.writeBytes(one.bytes().array());
            input.write(0);
        }
        List<Oracle.Answer> theirs = Oracle.ask(features, input.toByteArray(), cases.size());
        var arguments = new ArrayList<>(List.of("promql", "check", "--json", "--null"));
        features.forEach(feature -> arguments.addAll(List.of("--feature", feature.flag())));
        Said said = Terminal.feed(input.toByteArray(), arguments.toArray(String[]::new));
        List<String> lines = said.out().lines().toList();
        assertThat(lines).hasSize(cases.size());
        var places = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode ours = JSON.readTree(lines.get(i));
            Oracle.Answer other = theirs.get(i);
            assertThat(ours.path("ok").asBoolean()).as(cases.get(i).text()).isEqualTo(other.ok());
            if (other.ok()) {
                assertThat(ours.path("type").asText()).isEqualTo(other.type());
                assertThat(ours.path("text").asText()).isEqualTo(other.text());
            } else if (ours.path("diagnostics").path(0).path("start").asInt() != other.errorStart()) {
                places.add(cases.get(i).text());
            }
        }
        System.out.println("[real] promql check --json --null: " + lines.size() + " expressions under " + features
                + ", first error elsewhere: " + places.size());
        assertThat(places).hasSizeLessThan(cases.size() / 20);
    }

    private static byte[] bytes(String around, byte broken) {
        byte[] all = around.replace("%s", "\u0001").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 1) {
                all[i] = broken;
            }
        }
        return all;
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte one : bytes) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }
}
