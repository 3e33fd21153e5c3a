package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A RoleBinding or a ClusterRoleBinding: a grant.
 *
 * @param role a {@code Role} of its namespace or a {@code ClusterRole}
 * @param subjects of kind {@code ServiceAccount}, {@code User} or {@code Group}
 */
public record RoleBindingFacts(KubeMeta meta, KubeResource resource, ObjectKey role, List<ObjectKey> subjects)
        implements ObjectFacts {

    public RoleBindingFacts {
        subjects = List.copyOf(subjects);
    }
}
