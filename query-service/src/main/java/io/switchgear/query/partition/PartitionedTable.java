package io.switchgear.query.partition;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with one partition per UTC day or month.
 *
 * @param name of the table; its partitions are named {@code <name>_p<yyyyMMdd>} after their first day
 * @param monthly whether a partition holds a calendar month; else a day
 * @param byTime whether the partition column is a timestamp; else a date
 */
record PartitionedTable(String name, boolean monthly, boolean byTime) {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** First days of the partitions that hold {@code first} to {@code last}, both included. */
    List<LocalDate> firstDays(LocalDate first, LocalDate last) {
        var days = new ArrayList<LocalDate>();
        for (LocalDate day = floor(first); !day.isAfter(last); day = after(day)) {
            days.add(day);
        }
        return days;
    }

    String partition(LocalDate firstDay) {
        return name + "_p" + SUFFIX.format(firstDay);
    }

    String create(LocalDate firstDay) {
        return "create table if not exists " + partition(firstDay) + " partition of " + name + " for values from ("
                + bound(firstDay) + ") to (" + bound(after(firstDay)) + ");\n";
    }

    /** Whether all that a partition of this name may hold is older than {@code oldest}. */
    boolean expired(String partition, LocalDate oldest) {
        String prefix = name + "_p";
        if (!partition.startsWith(prefix)) {
            return false;
        }
        LocalDate firstDay = LocalDate.parse(partition.substring(prefix.length()), SUFFIX);
        return !after(firstDay).isAfter(oldest);
    }

    private LocalDate floor(LocalDate day) {
        return monthly ? day.withDayOfMonth(1) : day;
    }

    private LocalDate after(LocalDate firstDay) {
        return monthly ? firstDay.plusMonths(1) : firstDay.plusDays(1);
    }

    private String bound(LocalDate day) {
        return byTime ? "'" + day + "T00:00:00Z'" : "'" + day + "'";
    }
}
