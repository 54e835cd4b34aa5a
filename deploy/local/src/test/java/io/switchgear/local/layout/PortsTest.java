package io.switchgear.local.layout;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void everyPortMovesByTheOffsetAndNoneCollides() {
        var ports = new Ports(0).all().sequencedKeySet();
        var shifted = new Ports(20000).all().sequencedKeySet();

        assertThat(ports)
                .containsExactlyInAnyOrder(
                        15432, 16379, 8010, 8011, 8000, 9000, 8001, 9001, 8002, 9002, 8003, 9003, 8004, 9004);
        assertThat(shifted)
                .containsExactlyElementsOf(
                        ports.stream().map(port -> port + 20000).toList());
        assertThat(new HashSet<>(shifted)).hasSameSizeAs(shifted).doesNotContainAnyElementsOf(ports);
    }

    @Test
    void anOffsetThatLeavesNoRoomIsRefusedWithTheBounds() {
        assertThat(new Ports(49156).redis()).isEqualTo(65535);
        assertThatThrownBy(() -> new Ports(49157))
                .hasMessageContaining("between 0 and 49156")
                .hasMessageContaining("49157");
        assertThatThrownBy(() -> new Ports(-1)).hasMessageContaining("-1");
    }

    @Test
    void allTakenPortsAreNamedAtOnce() throws Exception {
        int offset = freeOffset();
        var ports = new Ports(offset);
        assertThat(TakenPort.among(ports)).isEmpty();
        try (var query = listen(ports.query());
                var management = listen(Ports.management(ports.gateway()))) {
            assertThat(TakenPort.among(ports))
                    .containsExactlyInAnyOrder(
                            new TakenPort(query.getLocalPort(), "query-service"),
                            new TakenPort(management.getLocalPort(), "the management of gateway"));
        }
        assertThat(TakenPort.among(ports)).isEmpty();
    }

    private static int freeOffset() {
        for (int offset = 30000; offset < 49000; offset += 97) {
            if (TakenPort.among(new Ports(offset)).isEmpty()) {
                return offset;
            }
        }
        throw new AssertionError("No room for a suite on this machine.");
    }

    private static ServerSocket listen(int port) throws Exception {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
