package io.ripen.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTargetsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "192.0.2.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "2130706433",
                "127.1",
                "localhost"
            })
    void whatIsNotPublicIsNeverAsked(String host) {
        assertThatThrownBy(() -> OutboundTargets.allowing(List.of()).resolve(host))
                .isInstanceOf(ForbiddenTargetException.class)
                .hasMessageContaining("no public address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2606:4700::1111",
                "::ffff:8.8.8.8"
            })
    void whatIsPublicIs(String host) throws UnknownHostException {
        assertThat(OutboundTargets.allowing(List.of()).resolve(host)).hasSize(1);
    }

    @Test
    void theOperatorListsWhatElseMayBe() throws UnknownHostException {
        OutboundTargets targets = OutboundTargets.allowing(List.of("127.0.0.1", " 10.1.0.0/16 ", "", "localhost"));
        assertThat(targets.resolve("127.0.0.1")).hasSize(1);
        assertThat(targets.resolve("10.1.255.1")).hasSize(1);
        assertThat(targets.resolve("LOCALHOST")).isNotEmpty();
        assertThatThrownBy(() -> targets.resolve("127.0.0.2")).isInstanceOf(ForbiddenTargetException.class);
        assertThatThrownBy(() -> targets.resolve("10.2.0.1")).isInstanceOf(ForbiddenTargetException.class);
        assertThatThrownBy(() -> OutboundTargets.allowing(List.of("10.0.0.0/33")))
                .hasMessageContaining("33");
        assertThatThrownBy(() -> OutboundTargets.allowing(List.of("10.0.0.0/x")))
                .hasMessageContaining("10.0.0.0/x");
    }

    @Test
    void ofSeveralAddressesOnlyThePublicOnesAreConnectedTo() throws UnknownHostException {
        OutboundTargets targets = OutboundTargets.allowing(List.of(), host -> new InetAddress[] {
            InetAddress.getByName("10.0.0.1"), InetAddress.getByName("8.8.8.8"), InetAddress.getByName("::1")
        });
        assertThat(targets.resolve("mixed.example")).containsExactly(InetAddress.getByName("8.8.8.8"));
    }
}
