package dev.strata.rulegen.promtest;

/** No series can be found for an expression; its author has to write the cases. */
final class NotInvertible extends Exception {
    private static final long serialVersionUID = 1L;

    NotInvertible(String what) {
        super(what, null, false, false);
    }
}
