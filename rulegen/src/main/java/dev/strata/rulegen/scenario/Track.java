package dev.strata.rulegen.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A series with all that happens to it; seconds count from the beginning of the incident. */
final class Track {
    final SortedMap<String, String> labels;
    final boolean history;
    private final List<Turn> turns = new ArrayList<>();

    /** The moment from which on a motion holds. */
    private record Turn(double at, Motion motion) {}

    Track(SortedMap<String, String> labels, Motion first, double since, boolean history) {
        this.labels = new TreeMap<>(labels);
        this.history = history;
        turns.add(new Turn(since, first));
    }

    /** A second series that does the same from a moment on. */
    Track copy(SortedMap<String, String> others, double at) {
        var changed = new TreeMap<>(labels);
        changed.putAll(others);
        var copy = new Track(changed, new Motion.Gone(), Double.NEGATIVE_INFINITY, false);
        copy.turns.add(new Turn(at, lasting(at)));
        return copy;
    }

    void turn(double at, Optional<Double> until, Motion motion) {
        Motion before = lasting(at);
        turns.add(new Turn(at, motion instanceof Motion.Scaled scaled ? times(before, scaled.factor()) : motion));
        if (!isMoment(motion)) {
            until.ifPresent(end -> turns.add(new Turn(end, before)));
        }
        turns.sort(Comparator.comparingDouble(Turn::at));
    }

    /** Whether there is no such series at a moment. */
    boolean isGone(double at) {
        return lasting(at) instanceof Motion.Gone;
    }

    /** Whether the motion before goes on. */
    private static boolean isMoment(Motion motion) {
        boolean jumps = motion instanceof Motion.Steps steps && steps.every().isEmpty();
        return jumps || motion instanceof Motion.Restart;
    }

    /** What holds just before a moment. */
    private Motion lasting(double at) {
        Motion found = turns.get(0).motion();
        for (Turn turn : turns) {
            if (turn.at() <= at && !isMoment(turn.motion())) {
                found = turn.motion();
            }
        }
        return found;
    }

    private static Motion times(Motion motion, double factor) {
        if (motion instanceof Motion.Slope slope) {
            return new Motion.Slope(slope.perSecond() * factor);
        }
        if (motion instanceof Motion.Level level) {
            return new Motion.Level(level.value() * factor);
        }
        return motion;
    }

    /** Walks along the track. */
    Walk walk(double zero) {
        return new Walk(zero);
    }

    /** The value as time goes on; NaN while there is none. */
    final class Walk {
        private final double zero;
        private int next;
        private double value = Double.NaN;
        private @Nullable Motion left;
        private double at = Double.NaN;
        private Motion motion = new Motion.Gone();
        private double since;

        private Walk(double zero) {
            this.zero = zero;
        }

        double to(double time) {
            while (next < turns.size() && turns.get(next).at() <= time) {
                Turn turn = turns.get(next++);
                boolean first = Double.isNaN(at);
                double moment = Math.max(turn.at(), first ? time : at);
                advance(moment);
                enter(turn, moment, first);
            }
            advance(time);
            return motion instanceof Motion.Gone ? Double.NaN : value;
        }

        private void enter(Turn turn, double moment, boolean first) {
            Motion entered = turn.motion();
            // A counter that was not seen for a while goes on where it was.
            boolean resumes = !first && motion instanceof Motion.Gone && !Double.isNaN(value) && entered.equals(left);
            if (!(motion instanceof Motion.Gone)) {
                left = motion;
            }
            if (resumes) {
                motion = entered;
                since = moment;
            } else if (entered instanceof Motion.Steps steps && steps.every().isEmpty()) {
                value = (Double.isNaN(value) ? 0 : value) + steps.by();
            } else if (entered instanceof Motion.Restart) {
                value = 0;
            } else {
                motion = entered;
                since = moment;
                if (entered instanceof Motion.Level level) {
                    value = level.value();
                } else if (entered instanceof Motion.Moment later) {
                    value = zero + (Double.isInfinite(turn.at()) ? 0 : turn.at()) + later.seconds();
                } else if (entered instanceof Motion.Slope slope && first && Double.isInfinite(turn.at())) {
                    value = slope.perSecond() * (moment + Duration.ofDays(40).toSeconds());
                } else if (entered instanceof Motion.Steps steps) {
                    value = (Double.isNaN(value) ? 0 : value) + steps.by();
                } else if (Double.isNaN(value)) {
                    value = 0;
                }
            }
            at = moment;
        }

        private void advance(double time) {
            if (Double.isNaN(at)) {
                at = time;
                return;
            }
            if (motion instanceof Motion.Slope slope) {
                value += slope.perSecond() * (time - at);
            } else if (motion instanceof Motion.Clock clock) {
                value = zero + time - clock.lag();
            } else if (motion instanceof Motion.Swing swing) {
                long turn = (long) Math.floor((time - since) / swing.every().toSeconds());
                value = turn % 2 == 0 ? swing.first() : swing.second();
            } else if (motion instanceof Motion.Steps steps && steps.every().isPresent()) {
                double every = steps.every().get().toSeconds();
                long before = (long) Math.floor((at - since) / every);
                long now = (long) Math.floor((time - since) / every);
                value += steps.by() * Math.max(0, now - before);
            }
            at = time;
        }
    }
}
