package dev.strata.rulegen.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Numbers of panels and rows: made from names alone, so that links survive when something moves or is added. */
public final class PanelNumber {
    private static final long POSITIVE = 0x7fff_ffffL;

    private PanelNumber() {}

    /** The number of a panel of a dashboard, at least 1. */
    public static int of(String uid, String key) {
        var checksum = new CRC32();
        checksum.update((uid + "/" + key).getBytes(StandardCharsets.UTF_8));
        return (int) Math.max(1, checksum.getValue() & POSITIVE);
    }

    /** The number of a row's heading. */
    public static int ofRow(String uid, String title) {
        return of(uid, "row " + title);
    }
}
