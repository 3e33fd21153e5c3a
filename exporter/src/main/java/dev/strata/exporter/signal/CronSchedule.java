package dev.strata.exporter.signal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule of five fields as CronJobs have it: minute, hour, day of month, month, day of week, with lists, ranges, steps,
 * names and the words that begin with {@code @}. As in cron, a day matches by either of its two fields where both are set.
 */
final class CronSchedule {

    private static final Map<String, String> WORDS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** Nothing that runs at all waits longer: the 29th of February comes within eight years. */
    private static final int HORIZON_DAYS = 366 * 8 + 2;

    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    private final long daysOfWeek;
    private final boolean eitherDay;

    private CronSchedule(String[] fields) {
        minutes = set(fields[0], 0, 59, List.of(), 0);
        hours = set(fields[1], 0, 23, List.of(), 0);
        daysOfMonth = set(fields[2], 1, 31, List.of(), 0);
        months = set(fields[3], 1, 12, MONTHS, 1);
        long week = set(fields[4], 0, 7, DAYS, 0);
        daysOfWeek = (week & 1L << 7) != 0 ? week | 1 : week;
        eitherDay = !isOpen(fields[2]) && !isOpen(fields[4]);
    }

    /** Empty for what cannot be read. */
    static Optional<CronSchedule> of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String[] fields = WORDS.getOrDefault(plain, plain).split("\\s+");
        if (fields.length != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CronSchedule(fields));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The first time after the instant, empty where none ever comes. */
    Optional<Instant> after(Instant instant, ZoneId zone) {
        LocalDateTime from = LocalDateTime.ofInstant(instant, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        for (int i = 0; i < HORIZON_DAYS; i++) {
            LocalDateTime day = from.truncatedTo(ChronoUnit.DAYS).plusDays(i);
            if (isDay(day)) {
                Optional<LocalDateTime> time = onDay(day, i == 0 ? from : day);
                if (time.isPresent()) {
                    return time.map(t -> t.atZone(zone).toInstant());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> onDay(LocalDateTime day, LocalDateTime from) {
        for (int hour = from.getHour(); hour < 24; hour++) {
            if (!has(hours, hour)) {
                continue;
            }
            int first = hour == from.getHour() ? from.getMinute() : 0;
            for (int minute = first; minute < 60; minute++) {
                if (has(minutes, minute)) {
                    return Optional.of(day.withHour(hour).withMinute(minute));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDateTime day) {
        boolean inMonth = has(daysOfMonth, day.getDayOfMonth());
        boolean inWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
        return has(months, day.getMonthValue()) && (eitherDay ? inMonth || inWeek : inMonth && inWeek);
    }

    private static boolean has(long set, int value) {
        return (set & 1L << value) != 0;
    }

    private static boolean isOpen(String field) {
        return field.startsWith("*") || field.equals("?");
    }

    private static long set(String field, int low, int high, List<String> names, int firstName) {
        long set = 0;
        for (String part : field.split(",", -1)) {
            String[] halves = part.split("/", 2);
            int step = halves.length == 2 ? Integer.parseInt(halves[1]) : 1;
            int from = low;
            int to = high;
            if (!isOpen(halves[0])) {
                String[] range = halves[0].split("-", 2);
                from = number(range[0], names, firstName);
                to = range.length == 2 ? number(range[1], names, firstName) : halves.length == 2 ? high : from;
            }
            if (from < low || to > high || from > to || step < 1) {
                throw new IllegalArgumentException(part);
            }
            for (int value = from; value <= to; value += step) {
                set |= 1L << value;
            }
        }
        return set;
    }

    private static int number(String text, List<String> names, int firstName) {
        int name = names.indexOf(text);
        return name >= 0 ? name + firstName : Integer.parseInt(text);
    }
}
