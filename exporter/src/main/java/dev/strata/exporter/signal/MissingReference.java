package dev.strata.exporter.signal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message of the kubelet says to be missing: {@code configmap "x" not found}, {@code secret "x" not found},
 * {@code couldn't find key k in ConfigMap ns/x}.
 *
 * @param kind {@code ConfigMap}, {@code Secret} or {@code PersistentVolumeClaim}
 * @param key whether the object is there and only a key of it is missing
 */
record MissingReference(String kind, String name, boolean key) {

    private static final Pattern OBJECT = Pattern.compile(
            "(configmap|secret|persistentvolumeclaim)s? \"([^\"]+)\" (?:not found|does not exist)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY = Pattern.compile(
            "(?:find|non-existent|missing) (?:config |secret )?key:? .*?(?:in (ConfigMap|Secret) (?:[^/ ]+/)?([^ \"]+))");
    private static final Pattern VOLUME_KEY = Pattern.compile("references non-existent (config|secret) key");

    static Optional<MissingReference> in(String message) {
        Matcher object = OBJECT.matcher(message);
        if (object.find()) {
            return Optional.of(new MissingReference(kind(object.group(1)), object.group(2), false));
        }
        Matcher key = KEY.matcher(message);
        if (key.find()) {
            return Optional.of(new MissingReference(kind(key.group(1)), key.group(2), true));
        }
        Matcher volume = VOLUME_KEY.matcher(message);
        return volume.find()
                ? Optional.of(new MissingReference(volume.group(1).equals("config") ? "ConfigMap" : "Secret", "", true))
                : Optional.empty();
    }

    String slug() {
        if (key) {
            return "key_missing";
        }
        return switch (kind) {
            case "ConfigMap" -> "configmap_missing";
            case "Secret" -> "secret_missing";
            default -> "claim_missing";
        };
    }

    private static String kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "configmap" -> "ConfigMap";
            case "secret" -> "Secret";
            default -> "PersistentVolumeClaim";
        };
    }
}
