package dev.strata.rulegen.template;

import java.util.List;
import java.util.Optional;

/** A host with a port, taken apart as Go's net package does. */
record HostPort(String host, String port) {

    static String withoutPort(String text) {
        return split(text).map(HostPort::host).orElse(text);
    }

    /** The first part of a name, the port kept; addresses stay whole. */
    static String withoutDomain(String text) {
        Optional<HostPort> parts = split(text);
        String host = parts.map(HostPort::host).orElse(text);
        if (isV4(host) || isV6(host)) {
            return text;
        }
        int dot = host.indexOf('.');
        String first = dot < 0 ? host : host.substring(0, dot);
        String port = parts.map(HostPort::port).orElse("");
        if (port.isEmpty()) {
            return first;
        }
        return (first.contains(":") ? "[" + first + "]" : first) + ":" + port;
    }

    private static Optional<HostPort> split(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        int open = 0;
        int close = 0;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || end + 1 != colon) {
                return Optional.empty();
            }
            host = text.substring(1, end);
            open = 1;
            close = end + 1;
        } else if (host.contains(":")) {
            return Optional.empty();
        }
        boolean loose = text.indexOf('[', open) >= 0 || text.indexOf(']', close) >= 0;
        return loose ? Optional.empty() : Optional.of(new HostPort(host, text.substring(colon + 1)));
    }

    private static boolean isV4(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        return parts.size() == 4
                && parts.stream().allMatch(part -> part.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(part) < 256);
    }

    private static boolean isV6(String text) {
        if (!text.contains(":") || text.indexOf("::") != text.lastIndexOf("::") || text.contains(":::")) {
            return false;
        }
        int gap = text.indexOf("::");
        String before = gap < 0 ? text : text.substring(0, gap);
        String after = gap < 0 ? "" : text.substring(gap + 2);
        int words = words(before, gap < 0) + words(after, true);
        return gap < 0 ? words == 8 : words >= 0 && words < 8;
    }

    /** Groups of sixteen bits in a part of an address; far below zero when one is none. */
    private static int words(String part, boolean mayEndInV4) {
        if (part.isEmpty()) {
            return 0;
        }
        int words = 0;
        List<String> groups = List.of(part.split(":", -1));
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i);
            if (group.matches("[0-9a-fA-F]{1,4}")) {
                words++;
            } else if (mayEndInV4 && i == groups.size() - 1 && isV4(group)) {
                words += 2;
            } else {
                return -100;
            }
        }
        return words;
    }
}
