package dev.strata.rulegen.compile;

/** An alert that is not written, because it could never fire where the rules will run. */
public record LeftOut(String alert, String reason) {}
