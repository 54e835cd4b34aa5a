package io.switchgear.router.price;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.price.PriceBooks;

/** All prices of all workspaces, for query-service, which prices the customers' own spans by them. */
@RestController
@Hidden
class SiblingPriceController {

    private final PriceBook book;

    SiblingPriceController(PriceBook book) {
        this.book = book;
    }

    /** With the {@code ETag} of a former answer in {@code If-None-Match}: 304 as long as no price has changed. */
    @GetMapping("/internal/v1/prices")
    ResponseEntity<PriceBooks> prices(
            @FromService(Grant.READ) Caller caller,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        PriceBooks prices = book.all();
        String tag = tag(prices);
        return tag.equals(known)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build()
                : ResponseEntity.ok().eTag(tag).body(prices);
    }

    /** Of the versions alone: they change with every price. */
    private static String tag(PriceBooks prices) {
        var versions = new StringBuilder(prices.book().version());
        prices.workspaces().forEach(own -> {
            versions.append('\n')
                    .append(own.workspaceId())
                    .append(' ')
                    .append(own.overrides().version());
            own.providers().values().stream()
                    .map(list -> list.version())
                    .sorted()
                    .forEach(version -> versions.append(' ').append(version));
        });
        return "\"" + UUID.nameUUIDFromBytes(versions.toString().getBytes(StandardCharsets.UTF_8)) + "\"";
    }
}
