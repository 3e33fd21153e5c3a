package dev.strata.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeMetaTest {

    private static KubeMeta meta(String uid, String version) {
        return new KubeMeta(
                ObjectKey.of("Node", "a"), uid, version, Facts.T0, null, 3, Map.of("a", "b"), Map.of(), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1",
                "9",
                "10",
                "8812345",
                "999999999999999999",
                "9223372036854775808",
                "007",
                "-1",
                "1.5",
                "v9"
            })
    void resourceVersion_anyText_isKeptAsItIs(String version) {
        assertThat(meta("u", version).resourceVersion()).isEqualTo(version);
        assertThat(meta("u", version)).isEqualTo(meta("u", version)).isNotEqualTo(meta("u", version + "1"));
    }

    @Test
    void uid_ofAnother_isAnotherObject() {
        KubeMeta first = meta("0b6b8f9e-1b1f-4c57-a3f2-97a6a2a8a111", "1");
        KubeMeta second = meta("0b6b8f9e-1b1f-4c57-a3f2-97a6a2a8a112", "1");

        assertThat(first.isOfSameObject(second)).isFalse();
        assertThat(first).isNotEqualTo(second);
        assertThat(first.isOfSameObject(meta("0b6b8f9e-1b1f-4c57-a3f2-97a6a2a8a111", "2")))
                .isTrue();
    }
}
