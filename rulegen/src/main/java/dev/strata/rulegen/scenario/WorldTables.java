package dev.strata.rulegen.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The objects of a world: tables of rows that give values to the placeholders of series. */
public final class WorldTables {
    private static final Pattern SPACES = Pattern.compile(" +");

    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();

    /** Adds a row such as {@code node=a zone=b}; says whether it is one. */
    public boolean add(String table, String row) {
        var values = new TreeMap<String, String>();
        for (String cell : SPACES.split(row.strip(), -1)) {
            int equal = cell.indexOf('=');
            if (equal < 1) {
                return false;
            }
            values.put(cell.substring(0, equal), cell.substring(equal + 1));
        }
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(values);
        return true;
    }

    public boolean has(String table) {
        return tables.containsKey(table);
    }

    public Collection<String> names() {
        return tables.keySet();
    }

    /** Each row of the first table with each of the second, and so on; one empty row without tables. */
    public List<Map<String, String>> product(List<String> names) {
        List<Map<String, String>> rows = List.of(Map.of());
        for (String name : names) {
            var next = new ArrayList<Map<String, String>>();
            for (Map<String, String> left : rows) {
                for (Map<String, String> right : tables.getOrDefault(name, List.of())) {
                    var both = new TreeMap<>(left);
                    both.putAll(right);
                    next.add(both);
                }
            }
            rows = next;
        }
        return rows;
    }

    /** A text with the values of a row for its placeholders {@code $name}. */
    public static String filled(String text, Map<String, String> row) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        String filled = text;
        var longestFirst = new ArrayList<>(row.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String name : longestFirst) {
            filled = filled.replace("$" + name, row.getOrDefault(name, ""));
        }
        return filled;
    }
}
