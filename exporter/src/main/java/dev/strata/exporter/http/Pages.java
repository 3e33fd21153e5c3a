package dev.strata.exporter.http;

/** What the server shows now. Called by several threads at once; each call returns at once, from memory. */
public interface Pages {

    /** {@code /}. */
    Page board();

    /** {@code /api/v1/health}. */
    Page health();

    /** {@code /-/ready}: 200 when all required resources are synced and judged once, else 503 and what is missing. */
    Page ready();
}
