package dev.strata.testbed.part;

import java.util.List;

/** A JVM that starts a part, says its process id and dies without running any shutdown hook. */
final class AbandonedProcess {
    private AbandonedProcess() {}

    public static void main(String[] arguments) {
        WorkFolder folder = WorkFolder.create("abandoned");
        PartProcess process = PartProcess.start("orphan", folder, List.of("sleep", "60"));
        System.out.println(process.pid());
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }
}
