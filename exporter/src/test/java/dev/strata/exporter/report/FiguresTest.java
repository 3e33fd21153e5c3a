package dev.strata.exporter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.signal.SignalReading.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metric_to_target_ratio       | 20.805   | metric 20.8 times its target
            metric_to_target_ratio       | 1.1      | metric 110 % of its target
            error_ratio                  | 0.000514 | error 0.051 %
            error_ratio                  | 0.184    | error 18.4 %
            objective_ratio              | 0.995    | objective 99.5 %
            objective_ratio              | 0.9995   | objective 99.95 %
            objective_ratio              | 0.99999  | objective 99.999 %
            success_ratio                | 0.891234 | success 89.1 %
            success_ratio                | 1        | success 100 %
            success_ratio                | 0        | success 0 %
            burn_15m_ratio               | 62.1     | burn over 15m 62.1 times the budget
            latency_burn_ratio           | 91.7     | latency burn 91.7 times the budget
            error_budget_remaining_ratio | -3.866   | error budget used 4.9 times over
            error_budget_remaining_ratio | 0.4      | error budget remaining 40 %
            latency_p99_seconds          | 0.5082   | latency p99 508 ms
            latency_p99_seconds          | 0.0414   | latency p99 41.4 ms
            latency_p99_seconds          | 10       | latency p99 10 s
            oldest_age_seconds           | 90061    | oldest age 1 d 1 h
            expires_timestamp_seconds    | 1795521600 | expires 2026-11-24 12:00:00 UTC
            requests_per_second          | 121.94   | 122 requests per second
            calls_per_second             | 0.04     | 0.04 calls per second
            working_set_bytes            | 1610612736 | working set 1.5 GiB
            free_bytes                   | 512      | free 512 B
            current_replicas             | 12       | current replicas 12
            """)
    void evidence_isSaidAsPeopleSayIt(String name, double value, String words) {
        assertThat(Figures.evidence(new Evidence(name, value))).isEqualTo(words);
    }
}
