package dev.strata.rulegen.promtest;

/**
 * The value that an expression should come to.
 *
 * @param side where the value lies, seen from the limit that asks for it: 1 above, -1 below, 0 on it
 * @param growth whether the limit is zero, so that any growth is enough
 */
record Want(double value, int side, boolean growth) {
    /** Of what nothing is asked but to be there. */
    static final Want ANYTHING = new Want(1, 0, false);

    /** Of what something else will be compared with. */
    static final Want NATURAL = new Want(10, 0, true);

    private static final double HUNDREDTH = 0.01;

    static Want beside(double limit, int side) {
        double step = limit == 0 ? 1 : Math.abs(limit) * HUNDREDTH;
        return new Want(limit + side * step, side, limit == 0);
    }

    boolean isNatural() {
        return equals(NATURAL);
    }

    Want withValue(double other) {
        return new Want(other, side, growth);
    }

    Want otherSide(double other) {
        return new Want(other, -side, growth);
    }

    /** The next whole number on the same side of the limit. */
    int whole() {
        return (int) (side < 0 ? Math.floor(value) : Math.ceil(value));
    }
}
