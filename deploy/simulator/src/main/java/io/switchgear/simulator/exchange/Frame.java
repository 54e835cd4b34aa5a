package io.switchgear.simulator.exchange;

/**
 * One write on the wire.
 *
 * @param tokens output tokens in it
 * @param last whether nothing follows that the caller should get
 */
record Frame(String text, int tokens, boolean last) {

    Frame asLast() {
        return new Frame(text, tokens, true);
    }
}
