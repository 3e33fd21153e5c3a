package dev.strata.testbed.fake.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Names, numbers and moments as clusters have them, all from one seed. */
final class Words {

    /** The alphabet of generated name suffixes: without vowels and look-alikes. */
    private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";

    private static final List<String> SUBJECTS = List.of(
            "order",
            "payment",
            "cart",
            "catalog",
            "search",
            "price",
            "stock",
            "user",
            "session",
            "invoice",
            "shipping",
            "review",
            "promo",
            "ledger",
            "fraud",
            "email",
            "report",
            "media",
            "token",
            "audit");
    private static final List<String> ROLES =
            List.of("api", "worker", "gateway", "consumer", "sync", "store", "cache", "indexer", "web", "batch");
    private static final List<String> TEAMS =
            List.of("checkout", "platform", "search", "payments", "logistics", "identity", "growth", "data");

    private final SplittableRandom random;
    private final Map<String, byte[]> shared = new HashMap<>();
    private final Map<String, byte[]> moments = new Moments();

    /** Forgets the oldest, for there is no end of moments. */
    private static final class Moments extends LinkedHashMap<String, byte[]> {
        private static final long serialVersionUID = 1;
        private static final int MOST = 20_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST;
        }
    }

    Words(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One array for all who say the same; for words of which there are few. */
    byte[] shared(String word) {
        return shared.computeIfAbsent(word, text -> text.getBytes(US_ASCII));
    }

    /** A moment as API objects write it; one array for all who say the same lately. */
    byte[] moment(Instant moment) {
        return moments.computeIfAbsent(time(moment), text -> text.getBytes(US_ASCII));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double fraction() {
        return random.nextDouble();
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String app(int number) {
        String subject = SUBJECTS.get(number % SUBJECTS.size());
        return String.format(
                Locale.ROOT, "%s-%s-%05d", subject, ROLES.get(number / SUBJECTS.size() % ROLES.size()), number);
    }

    String team(int number) {
        return TEAMS.get(number % TEAMS.size());
    }

    String suffix(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(SUFFIX.charAt(random.nextInt(SUFFIX.length())));
        }
        return text.toString();
    }

    /**
     * The n-th of as many suffixes of five letters as there are: one after the other they look drawn, and no two of the
     * first 14 million are the same.
     */
    static String suffix(int first, int n) {
        int letters = SUFFIX.length();
        int all = letters * letters * letters * letters * letters;
        // The stride shares no factor with a power of 27, so the walk meets every number before it comes back.
        long place = Math.floorMod(first + 5_471_893L * n, (long) all);
        StringBuilder text = new StringBuilder(5);
        for (int i = 0; i < 5; i++) {
            text.append(SUFFIX.charAt(Math.toIntExact(place % letters)));
            place /= letters;
        }
        return text.toString();
    }

    String hex(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    String uid() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    String address(int first) {
        return first + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + (1 + random.nextInt(254));
    }

    /** A moment that lies up to so many seconds back. */
    Instant before(Instant now, int seconds) {
        return now.minusSeconds(1 + random.nextInt(seconds));
    }

    /** As API objects write moments. */
    static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** As leases write them: to the microsecond, and always with six digits. */
    static String precise(Instant moment) {
        String seconds = time(moment);
        int micros = moment.get(ChronoField.MICRO_OF_SECOND);
        return String.format(Locale.ROOT, "%s.%06dZ", seconds.substring(0, seconds.length() - 1), micros);
    }
}
