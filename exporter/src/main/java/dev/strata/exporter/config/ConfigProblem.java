package dev.strata.exporter.config;

/**
 * One mistake in what was set.
 *
 * @param place {@code file:line:column} or the flag
 * @param message what was found, what was expected
 */
public record ConfigProblem(String place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
