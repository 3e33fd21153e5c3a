package dev.strata.testbed.target;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The handles of volumes by namespace and claim. */
final class Volumes {
    private record Key(String namespace, String claim) {}

    private final Map<Key, VolumeTarget> said = new ConcurrentHashMap<>();

    VolumeTarget of(String namespace, String claim) {
        return said.computeIfAbsent(new Key(namespace, claim), it -> new VolumeTarget());
    }

    void pass(List<Inventory.Claim> claims, double seconds) {
        claims.forEach(it -> of(it.namespace(), it.name()).pass(seconds, it.size()));
    }
}
