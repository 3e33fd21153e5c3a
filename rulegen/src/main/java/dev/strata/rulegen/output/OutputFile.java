package dev.strata.rulegen.output;

/** A file to be written; the path is relative, with slashes. */
public record OutputFile(String path, String text) {}
