package dev.strata.exporter.kube;

import dev.strata.exporter.kube.ApiTrouble.Reason;

/**
 * How a feed asks for the complete picture next, by what went wrong before. A watch-list costs the server least; one
 * that does not serve it, or never says that the picture is complete, is asked for pages from then on.
 */
final class Approach {

    /** Troubles in a row after which the next, dearer way is tried. */
    private static final int PATIENCE = 3;

    /** From the one that is preferred to the last resort. */
    enum Way {
        /** A watch that begins with all objects. */
        WATCH_LIST,
        /** A list in pages. */
        PAGES,
        /** A list at once: where pages expire faster than they are read. */
        WHOLE,
        /** A list at once from the server's cache, however old: only while nothing newer is held. */
        CACHED
    }

    private static final int MOST_ENDLESS = 2;

    private boolean watchListServed = true;
    private int endless;
    private boolean pagesExpire;
    private int watchListTroubles;
    private int pageTroubles;

    /** @param held whether something was read before, which an older picture must not replace */
    Way next(boolean held) {
        if (watchListServed && watchListTroubles < PATIENCE) {
            return Way.WATCH_LIST;
        }
        if (!held && pageTroubles >= PATIENCE) {
            return Way.CACHED;
        }
        return pagesExpire ? Way.WHOLE : Way.PAGES;
    }

    /** The server refuses watch-lists: not asked for again. */
    void refused() {
        watchListServed = false;
    }

    /**
     * A watch-list began and was never said to be complete: not asked for again before the picture is complete, and
     * never again if that happens twice.
     */
    void endless() {
        watchListTroubles = PATIENCE;
        endless++;
        watchListServed = endless < MOST_ENDLESS;
    }

    /** @param answered whether the request itself was a success and its body is what broke */
    void failed(Way way, ApiTrouble trouble, boolean answered) {
        if (way == Way.WATCH_LIST) {
            watchListTroubles += isOfTheWay(trouble, answered) ? 1 : 0;
        } else if (trouble.reason() == Reason.EXPIRED) {
            pagesExpire = true;
        } else {
            pageTroubles += isOfTheWay(trouble, answered) ? 1 : 0;
        }
    }

    /** The picture is complete; the next one begins as the first did. */
    void worked(Way way) {
        endless = way == Way.WATCH_LIST ? 0 : endless;
        watchListTroubles = 0;
        pageTroubles = 0;
        pagesExpire = false;
    }

    /** Whether another way may fare better. */
    private static boolean isOfTheWay(ApiTrouble trouble, boolean answered) {
        return switch (trouble.reason()) {
            case THROTTLED, SERVER_ERROR, TIMEOUT, DECODE, ENDED, REFUSED, EXPIRED -> true;
            case CONNECTION -> answered;
            case CONFIG, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INTERNAL -> false;
        };
    }
}
