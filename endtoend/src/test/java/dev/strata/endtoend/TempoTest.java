package dev.strata.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TempoTest {

    private final Tempo tempo = new Tempo(20, Duration.ofSeconds(1));

    @Test
    void rewrite_rangesOffsetsAndFields_areShortened() {
        assertThat(tempo.rewrite("""
                groups:
                  - name: g
                    interval: 1m
                    rules:
                      - record: slo:bad_per_total:ratio_rate5m
                        expr: sum(rate(x[5m])) / sum(rate(y[1h30m] offset 30m))
                      - alert: A
                        expr: avg_over_time(z[3d:5m]) > 1
                        for: 1m
                        keep_firing_for: "15m"
                """)).isEqualTo("""
                groups:
                  - name: g
                    interval: 3s
                    rules:
                      - record: slo:bad_per_total:ratio_rate5m
                        expr: sum(rate(x[15s])) / sum(rate(y[270s] offset 90s))
                      - alert: A
                        expr: avg_over_time(z[12960s:5m]) > 1
                        for: 3s
                        keep_firing_for: "45s"
                """);
    }

    @Test
    void of_shortDuration_doesNotFallBelowTheFloor() {
        assertThat(tempo.of(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
        assertThat(tempo.of(Duration.ZERO)).isZero();
    }
}
