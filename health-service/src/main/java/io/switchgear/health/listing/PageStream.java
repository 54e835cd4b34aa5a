package io.switchgear.health.listing;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.switchgear.common.paging.Page;

/** A whole list, fetched page by page as fast as it is read: a slow reader holds no database connection. */
public final class PageStream {

    /** Rows of one fetch. */
    public static final int SIZE = 1000;

    private PageStream() {}

    /** @param fetch the page after a cursor; without one, the first */
    public static <T> Flux<T> all(Mono<Page<T>> first, Function<String, Mono<Page<T>>> fetch) {
        return first.expand(page -> next(page.nextCursor(), fetch)).concatMapIterable(PageStream::items, 1);
    }

    private static <T> Mono<Page<T>> next(@Nullable String cursor, Function<String, Mono<Page<T>>> fetch) {
        return cursor == null ? Mono.empty() : fetch.apply(cursor);
    }

    private static <T> List<T> items(Page<T> page) {
        return page.items();
    }
}
