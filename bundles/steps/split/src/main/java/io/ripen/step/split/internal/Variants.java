package io.ripen.step.split.internal;

import io.ripen.crm.ContactId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variants of a split and how many leads of the total weight each gets. Which one a lead gets follows from its id and
 * the split's name alone, so it is the same on every node, after every restart, and in every sequence that has a split of
 * this name and these weights.
 */
final class Variants {
    private final String split;
    private final SortedMap<String, Integer> weights;
    private final long total;

    Variants(String split, Map<String, Integer> weights) {
        this.split = split;
        // In order of name, since the order in which options were written does not reach us.
        this.weights = new TreeMap<>(weights);
        this.total = weights.values().stream().mapToLong(Integer::longValue).sum();
    }

    boolean has(Object variant) {
        return variant instanceof String name && weights.containsKey(name);
    }

    String of(ContactId contact) {
        long place = Long.remainderUnsigned(hash(contact), total);
        for (Map.Entry<String, Integer> each : weights.entrySet()) {
            place -= each.getValue();
            if (place < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("The weights of split '" + split + "' do not add up to " + total + ".");
    }

    private long hash(ContactId contact) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((contact.value() + "\n" + split).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, but this one does not.", e);
        }
    }
}
