package dev.strata.exporter.kube;

import java.util.List;

/**
 * The last lines that a container wrote.
 *
 * @param previous whether they are of the run before the current one
 * @param problem why there are none, in words; empty where there is nothing to complain about
 */
public record ContainerLog(List<String> lines, boolean previous, String problem) {

    public ContainerLog {
        lines = List.copyOf(lines);
    }
}
