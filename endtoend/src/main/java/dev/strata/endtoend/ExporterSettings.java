package dev.strata.endtoend;

/** placeholder until config lands. */
final class ExporterSettings {
    private ExporterSettings() {}

    static String at(Tempo tempo) {
        return "" + tempo.factor();
    }
}
