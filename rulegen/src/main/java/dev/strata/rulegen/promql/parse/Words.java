package dev.strata.rulegen.promql.parse;

import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryOp;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reserved words, in lower case; they are read in any case. */
final class Words {
    /** What a reserved word is: its type and, for aggregations and operators, which one. */
    record Word(
            TokenType type,
            @Nullable AggregateOp aggregation,
            @Nullable BinaryOp operator) {}

    private static final Map<String, Word> TABLE = table();

    /** Longer words are no reserved ones. */
    private static final int LONGEST = "count_values".length();

    private Words() {}

    static @Nullable Word find(String text, int start, int end) {
        if (end - start > LONGEST || end - start < 2) {
            return null;
        }
        String word = text.substring(start, end);
        Word found = TABLE.get(word);
        return found != null || isLower(word) ? found : TABLE.get(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isLower(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 'A' && word.charAt(i) <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Word> table() {
        var table = new HashMap<String, Word>();
        for (AggregateOp op : AggregateOp.values()) {
            table.put(op.text(), new Word(TokenType.AGGREGATION, op, null));
        }
        for (BinaryOp op : new BinaryOp[] {BinaryOp.AND, BinaryOp.OR, BinaryOp.UNLESS, BinaryOp.ATAN2}) {
            table.put(op.text(), new Word(TokenType.OPERATOR, null, op));
        }
        TokenType[] plain = {
            TokenType.OFFSET,
            TokenType.SMOOTHED,
            TokenType.ANCHORED,
            TokenType.BY,
            TokenType.WITHOUT,
            TokenType.ON,
            TokenType.IGNORING,
            TokenType.GROUP_LEFT,
            TokenType.GROUP_RIGHT,
            TokenType.FILL,
            TokenType.FILL_LEFT,
            TokenType.FILL_RIGHT,
            TokenType.BOOL,
            TokenType.START,
            TokenType.END,
            TokenType.STEP,
            TokenType.RANGE,
            TokenType.MAX_OF,
            TokenType.MIN_OF
        };
        for (TokenType type : plain) {
            table.put(type.name().toLowerCase(Locale.ROOT), new Word(type, null, null));
        }
        table.put("inf", new Word(TokenType.NUMBER, null, null));
        table.put("nan", new Word(TokenType.NUMBER, null, null));
        return table;
    }
}
