package dev.strata.rulegen.diagnostic;

/** Line and column, both from 1; the column counts code points, a tab being one. */
public record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
