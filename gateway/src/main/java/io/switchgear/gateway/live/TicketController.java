package io.switchgear.gateway.live;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;

/** Hands out tickets for {@code /ws}. */
@RestController
class TicketController {

    private final Tickets tickets;
    private final LiveProperties properties;

    TicketController(Tickets tickets, LiveProperties properties) {
        this.tickets = tickets;
        this.properties = properties;
    }

    /**
     * A ticket.
     *
     * @param ticket for {@code /ws?ticket=…}, once
     * @param expiresIn seconds until it is of no use
     */
    record WsTicket(String ticket, long expiresIn) {

        /** Never prints the ticket. */
        @Override
        public String toString() {
            return "WsTicket[…]";
        }
    }

    @PostMapping("/api/v1/auth/ws-ticket")
    Mono<WsTicket> issue(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        return tickets.issue(caller)
                .map(ticket -> new WsTicket(ticket, properties.ticketLifetime().toSeconds()));
    }
}
