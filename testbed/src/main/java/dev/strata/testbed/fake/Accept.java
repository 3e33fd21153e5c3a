package dev.strata.testbed.fake;

import dev.strata.testbed.fake.object.ApiKind;
import java.util.Locale;
import java.util.Optional;

/** Chooses how to write by what the client accepts, in the order in which it says so. */
final class Accept {

    private Accept() {}

    /** Empty where nothing that is asked for can be written, which is a 406. */
    static Optional<Codec> codec(String header, ApiKind kind) {
        if (header.isBlank()) {
            return Optional.of(new JsonCodec(false));
        }
        for (String choice : header.split(",", -1)) {
            String[] parts = choice.strip().toLowerCase(Locale.ROOT).split(";", -1);
            String as = parameter(parts, "as");
            boolean metadata = as.equals("partialobjectmetadata") || as.equals("partialobjectmetadatalist");
            if (!as.isEmpty() && !metadata) {
                continue;
            }
            String type = parts[0].strip();
            if (type.equals("application/json") || type.equals("*/*") || type.equals("application/*")) {
                return Optional.of(new JsonCodec(metadata));
            }
            String message = kind.wireMessage();
            if (type.equals("application/vnd.kubernetes.protobuf") && message != null) {
                return Optional.of(new WireCodec(metadata ? "PartialObjectMetadata" : message, metadata));
            }
        }
        return Optional.empty();
    }

    private static String parameter(String[] parts, String name) {
        for (String part : parts) {
            String text = part.strip();
            if (text.startsWith(name + "=")) {
                return text.substring(name.length() + 1);
            }
        }
        return "";
    }
}
