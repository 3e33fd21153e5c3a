package dev.strata.exporter;

import dev.strata.exporter.inquiry.Playbook;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of the playbooks on the command line. */
final class Playbooks implements ITypeConverter<Playbook>, Iterable<String> {

    @Override
    public Playbook convert(String name) {
        return Arrays.stream(Playbook.values())
                .filter(playbook -> playbook.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(Playbook.values()).map(Playbook::id).collect(Collectors.joining(", "))
                        + ", found '" + name + "'"));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Playbook.values()).map(Playbook::id).iterator();
    }
}
