package dev.strata.testbed.fake.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Template template(String json) throws IOException {
        return Template.of(JSON.readTree(json.replace('\'', '"')));
    }

    @Test
    void json_valuesInsideAndInsteadOfScalars_spliced() throws IOException {
        Template template = template("{'kind':'T','a':'x-${name}-y','n':'${#count}','raw':'${=raw}','q':'a\\\\b'}");
        Bound bound = template.fill()
                .set("name", "web")
                .set("count", 7)
                .set("raw", "{}")
                .bound();
        assertThat(new String(bound.json(), UTF_8))
                .isEqualTo("{\"kind\":\"T\",\"a\":\"x-web-y\",\"n\":7,\"raw\":{},\"q\":\"a\\\\b\"}");
    }

    @Test
    void json_optionalFieldWithoutValue_absentWithItsComma() throws IOException {
        Template template = template("{'kind':'T','gone':'${?gone}','list':'${?*list}','last':1}");
        assertThat(new String(template.fill().set("list", List.of()).bound().json(), UTF_8))
                .isEqualTo("{\"kind\":\"T\",\"last\":1}");
        assertThat(new String(template.fill().set("gone", "now").bound().json(), UTF_8))
                .isEqualTo("{\"kind\":\"T\",\"gone\":\"now\",\"last\":1}");
    }

    @Test
    void json_items_separatedByCommas() throws IOException {
        Template item = template("{'ip':'${ip}'}");
        Template list = template("{'kind':'T','ips':'${*ips}'}");
        Bound bound = list.fill()
                .set(
                        "ips",
                        List.of(
                                item.fill().set("ip", "1").bound(),
                                item.fill().set("ip", "2").bound()))
                .bound();
        assertThat(new String(bound.json(), UTF_8))
                .isEqualTo("{\"kind\":\"T\",\"ips\":[{\"ip\":\"1\"},{\"ip\":\"2\"}]}");
    }

    @Test
    void item_builtInKind_withoutKindAndVersion() throws IOException {
        Bound pod = template("{'kind':'Pod','apiVersion':'v1','metadata':{'name':'${name}'}}")
                .fill()
                .set("name", "a")
                .bound();
        Bound custom = template("{'kind':'C','apiVersion':'keda.sh/v1alpha1','metadata':{'name':'b'}}")
                .fill()
                .bound();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pod.writeItem(out);
        custom.writeItem(out);
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"metadata\":{\"name\":\"a\"}}"
                        + "{\"kind\":\"C\",\"apiVersion\":\"keda.sh/v1alpha1\",\"metadata\":{\"name\":\"b\"}}");
    }

    @Test
    void with_otherValue_leavesTheOriginal() throws IOException {
        Bound first = template("{'a':'${v}'}").fill().set("v", "1").bound();
        assertThat(first.with("v", "2").text("v")).contains("2");
        assertThat(first.text("v")).contains("1");
        assertThatThrownBy(() -> first.with("v", "\"")).hasMessageContaining("needs escaping");
        assertThatThrownBy(() -> first.with("w", "2")).hasMessageContaining("no value w");
    }

    @Test
    void wire_pod_hasTheNumbersOfTheSchema() throws IOException {
        Template pod = template(
                "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'${name}','labels':{'k':'${v}'},"
                        + "'generation':'${#gen}','creationTimestamp':'${at}','managedFields':[{'fieldsV1':{'f:x':'${=raw}'}}]},"
                        + "'spec':{'volumes':[{'name':'c','configMap':{'name':'cm','defaultMode':420}}],'containers':[{'name':'app',"
                        + "'resources':{'requests':{'cpu':'100m'}},'livenessProbe':{'httpGet':{'port':8080},'periodSeconds':10}}]}}");
        Bound bound = pod.fill()
                .set("name", "web")
                .set("v", "w")
                .set("gen", 300)
                .set("at", "2026-11-24T01:02:03Z")
                .set("raw", "{}")
                .bound();
        WireBuffer buffer = new WireBuffer();
        bound.prependWire("Pod", buffer);
        byte[] wire = buffer.toByteArray();
        byte[] metadata = WireReader.at(wire, 1);
        assertThat(WireReader.textAt(metadata, 1)).isEqualTo("web");
        assertThat(WireReader.textAt(metadata, 11, 1)).isEqualTo("k");
        assertThat(WireReader.textAt(metadata, 11, 2)).isEqualTo("w");
        assertThat(WireReader.read(metadata).get(7)).containsExactly(300L);
        assertThat(WireReader.read(WireReader.at(metadata, 8)).get(1))
                .containsExactly(Instant.parse("2026-11-24T01:02:03Z").getEpochSecond());
        assertThat(WireReader.textAt(metadata, 17, 7, 1)).isEqualTo("{\"f:x\":{}}");
        assertThat(WireReader.textAt(wire, 2, 1, 2, 19, 1, 1)).isEqualTo("cm");
        byte[] container = WireReader.at(wire, 2, 2);
        assertThat(WireReader.textAt(container, 8, 2, 1)).isEqualTo("cpu");
        assertThat(WireReader.textAt(container, 8, 2, 2, 1)).isEqualTo("100m");
        assertThat(WireReader.read(WireReader.at(container, 10, 1, 2, 2)).get(2))
                .containsExactly(8080L);
    }

    @Test
    void wire_fieldWithoutNumber_refused() throws IOException {
        Template pod = template("{'kind':'Pod','apiVersion':'v1','metadata':{'nmae':'x'}}");
        Bound bound = pod.fill().bound();
        assertThatThrownBy(() -> bound.prependWire("Pod", new WireBuffer()))
                .hasMessageContaining("no field number for ObjectMeta.nmae");
    }
}
