package dev.strata.rulegen.promql.parse;

/** Finds where a number or duration ends. What it accepts may still be no number; {@link Numbers} says so. */
final class NumberScanner {
    enum Kind {
        NUMBER,
        DURATION,
        BAD
    }

    private static final String DECIMAL = "0123456789";
    private static final String HEX = "0123456789abcdefABCDEF";

    private final String text;
    private int pos;

    NumberScanner(String text) {
        this.text = text;
    }

    int end() {
        return pos;
    }

    Kind scan(int start) {
        pos = start;
        if (scanNumber()) {
            return Kind.NUMBER;
        }
        return scanDurationRest() ? Kind.DURATION : Kind.BAD;
    }

    private boolean is(String set) {
        return pos < text.length() && set.indexOf(text.charAt(pos)) >= 0;
    }

    private boolean accept(String set) {
        boolean found = is(set);
        if (found) {
            pos++;
        }
        return found;
    }

    private boolean atEnd() {
        return pos >= text.length();
    }

    private boolean scanNumber() {
        String digits = DECIMAL;
        if (accept("0") && accept("xX")) {
            accept("_");
            digits = HEX;
        }
        accept(".");
        accept(digits);
        boolean dot = false;
        boolean exponent = false;
        while (is(digits) || is("._eE")) {
            if ((dot && is(".")) || (exponent && is("eE"))) {
                pos++;
                return false;
            }
            if (accept(".")) {
                dot = true;
                if (accept("_.") || digits.equals(HEX)) {
                    return false;
                }
            } else if (accept("eE")) {
                exponent = true;
                accept("+-");
                if (accept("._eE") || atEnd()) {
                    return false;
                }
            } else if (accept("_")) {
                if (accept("._eE") || atEnd()) {
                    return false;
                }
            } else {
                acceptAll(digits);
            }
        }
        return atEnd() || !Lexer.isAlphaNumeric(text.charAt(pos));
    }

    private void acceptAll(String set) {
        while (is(set)) {
            pos++;
        }
    }

    /** Units after the first digits; whether they are in order is for the reader of durations to say. */
    private boolean scanDurationRest() {
        if (!accept("smhdwy")) {
            return false;
        }
        accept("s");
        while (accept(DECIMAL)) {
            acceptAll(DECIMAL);
            if (!accept("smhdw")) {
                return false;
            }
            accept("s");
        }
        if (!atEnd() && Lexer.isAlphaNumeric(text.charAt(pos))) {
            pos++;
            return false;
        }
        return true;
    }
}
