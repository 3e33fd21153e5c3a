package dev.strata.testbed.cluster;

/** Who may talk to the API server; the token of each is its name in the static token file. */
public enum User {
    ADMIN("admin", "admin-token", "system:masters"),
    CONTROLLER_MANAGER("system:kube-controller-manager", "kcm-token", ""),
    SCHEDULER("system:kube-scheduler", "sched-token", ""),
    KWOK("kwok", "kwok-token", "system:masters"),
    /** May do nothing until a test grants it something; a member of the group {@code exporters}. */
    EXPORTER("exporter", "exporter-token", "exporters");

    private final String userName;
    private final String token;
    private final String group;

    User(String userName, String token, String group) {
        this.userName = userName;
        this.token = token;
        this.group = group;
    }

    public String userName() {
        return userName;
    }

    public String token() {
        return token;
    }

    /** A line of the API server's token file: token, user, uid, groups. */
    String tokenLine() {
        String groups = group.isEmpty() ? "" : ",\"" + group + "\"";
        return token + "," + userName + "," + userName + groups + "\n";
    }
}
