package io.switchgear.bench.soak;

/** What is looked at of a process, and how much it may grow over the second half however small it is (else by 5 %). */
enum Measure {
    HEAP("live heap", "MiB", 4),
    RESIDENT("resident", "MiB", 16),
    DIRECT("direct", "MiB", 4),
    DESCRIPTORS("descriptors", "", 16),
    THREADS("threads", "", 8);

    private final String label;
    private final String unit;
    private final double floor;

    Measure(String label, String unit, double floor) {
        this.label = label;
        this.unit = unit;
        this.floor = floor;
    }

    String label() {
        return unit.isEmpty() ? label : label + " " + unit;
    }

    /** In the measure's unit. */
    double floor() {
        return floor;
    }
}
