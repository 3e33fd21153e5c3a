package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;

/** What was read of an object so far. Made for one object, filled by {@link Fields}, then turned into facts. */
interface Draft {

    MetaDraft meta();

    ObjectFacts facts(KubeResource resource);
}
