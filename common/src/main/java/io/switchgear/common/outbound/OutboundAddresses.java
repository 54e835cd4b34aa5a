package io.switchgear.common.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import reactor.netty.http.client.HttpClient;

/**
 * The rule for addresses that users name (provider base URLs, webhooks), checked when connecting, on the resolved address:
 * link-local and metadata addresses never; loopback and private ones only where allowed. Redirects are not followed.
 */
public final class OutboundAddresses {

    /** Metadata endpoints outside the link-local range: Alibaba, Oracle, AWS over IPv6. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private static final Set<String> METADATA_NAMES = Set.of("metadata.google.internal", "metadata.goog", "metadata");

    private final boolean allowPrivate;

    public OutboundAddresses(OutboundProperties properties) {
        this.allowPrivate = properties.allowPrivate();
    }

    /** The same client, unable to connect to what is forbidden. */
    public HttpClient guard(HttpClient client) {
        return client.followRedirect(false).resolver(new GuardedResolver());
    }

    /**
     * What is wrong with a URL that a user names, as far as can be told without resolving its host; empty if nothing is.
     * Resolved addresses are checked again at each connection.
     */
    public Optional<String> objection(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("must be an absolute http or https URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            return Optional.of("must be an absolute http or https URL");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not hold a user name or password");
        }
        if (METADATA_NAMES.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("must not point at a cloud metadata service");
        }
        return literal(uri.getHost()).flatMap(this::objection);
    }

    /** What is wrong with a resolved address; empty if nothing is. */
    public Optional<String> objection(InetAddress address) {
        if (address.isLinkLocalAddress() || METADATA.contains(bare(address))) {
            return Optional.of("must not point at a link-local or cloud metadata address");
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Optional.of("must not point at a wildcard or multicast address");
        }
        if (!allowPrivate && isPrivate(address)) {
            return Optional.of(
                    "must not point at a loopback or private address (switchgear.outbound.allow-private permits it)");
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return true;
        }
        byte[] octets = address.getAddress();
        return switch (address) {
            // RFC 6598 shared space, and "this network"
            case Inet4Address v4 -> octets[0] == 0 || (octets[0] == 100 && (octets[1] & 0xC0) == 64);
            // RFC 4193 unique local
            case Inet6Address v6 -> (octets[0] & 0xFE) == 0xFC;
            default -> false;
        };
    }

    private static String bare(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    private static Optional<InetAddress> literal(String host) {
        String text = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Resolves as usual, then refuses forbidden results. */
    private final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            var resolver = DefaultAddressResolverGroup.INSTANCE.getResolver(executor);
            return new AddressResolver<>() {
                @Override
                public boolean isSupported(SocketAddress address) {
                    return resolver.isSupported(address);
                }

                // Never: an address that came resolved is to be checked as well.
                @Override
                public boolean isResolved(SocketAddress address) {
                    return false;
                }

                @Override
                public Future<InetSocketAddress> resolve(SocketAddress address) {
                    return resolve(address, executor.newPromise());
                }

                @Override
                public Future<InetSocketAddress> resolve(SocketAddress address, Promise<InetSocketAddress> promise) {
                    resolveAll(address).addListener((Future<List<InetSocketAddress>> all) -> {
                        if (all.isSuccess()) {
                            promise.trySuccess(all.getNow().getFirst());
                        } else {
                            promise.tryFailure(all.cause());
                        }
                    });
                    return promise;
                }

                @Override
                public Future<List<InetSocketAddress>> resolveAll(SocketAddress address) {
                    return resolveAll(address, executor.newPromise());
                }

                @Override
                public Future<List<InetSocketAddress>> resolveAll(
                        SocketAddress address, Promise<List<InetSocketAddress>> promise) {
                    if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
                        settle(List.of(inet), promise);
                        return promise;
                    }
                    resolver.resolveAll(address).addListener((Future<List<InetSocketAddress>> all) -> {
                        if (all.isSuccess()) {
                            settle(all.getNow(), promise);
                        } else {
                            promise.tryFailure(all.cause());
                        }
                    });
                    return promise;
                }

                @Override
                public void close() {}
            };
        }

        private void settle(List<InetSocketAddress> addresses, Promise<List<InetSocketAddress>> promise) {
            for (InetSocketAddress address : addresses) {
                var objection = objection(address.getAddress());
                if (objection.isPresent()) {
                    promise.tryFailure(new ForbiddenAddressException(address.getHostString() + " " + objection.get()));
                    return;
                }
            }
            promise.trySuccess(addresses);
        }
    }
}
