package io.switchgear.query.cache;

/**
 * A body, and whether it came out of the cache.
 *
 * @param body what to answer
 * @param hit as in {@code x-cache}
 */
record Answer<T>(T body, boolean hit) {

    /** Value of the {@code x-cache} header. */
    String header() {
        return hit ? "hit" : "miss";
    }
}
