package dev.strata.exporter.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kubelet's and the scheduler's messages name. */
class MissingReferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Error: configmap "settings" not found                                              | ConfigMap             | settings | configmap_missing
                    MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found             | Secret                | web-tls  | secret_missing
                    0/3 nodes are available: persistentvolumeclaim "data" not found.                   | PersistentVolumeClaim | data     | claim_missing
                    Error: couldn't find key password in Secret shop/db                                | Secret                | db       | key_missing
                    Error: couldn't find key level in ConfigMap shop/settings                          | ConfigMap             | settings | key_missing
                    """)
    void in_message_namesIt(String message, String kind, String name, String slug) {
        MissingReference missing = MissingReference.in(message).orElseThrow();

        assertThat(missing.kind()).isEqualTo(kind);
        assertThat(missing.name()).isEqualTo(name);
        assertThat(missing.slug()).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Failed to pull image \"x\": not found",
                "Unable to attach or mount volumes: timed out waiting for the condition"
            })
    void in_otherMessage_isEmpty(String message) {
        assertThat(MissingReference.in(message)).isEmpty();
    }
}
