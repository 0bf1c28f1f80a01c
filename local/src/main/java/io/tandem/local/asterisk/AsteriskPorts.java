package io.tandem.local.asterisk;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the pair listens, all on 127.0.0.1. RTP takes 1,000 ports from each start: 250 calls.
 */
public record AsteriskPorts(int sip, int ami, int ari, int rtp, int carrierSip, int carrierAmi, int carrierRtp) {

    public static final AsteriskPorts DEFAULT = new AsteriskPorts(5160, 5138, 8188, 20_000, 5170, 5139, 21_000);

    static final int RTP_PORTS = 1_000;

    /** The same pair elsewhere, for a test beside the suite. Shifts go by hundreds, so that no two pairs meet: RTP moves by whole ranges. */
    public AsteriskPorts shifted(int by) {
        if (by % 100 != 0 || by < 0 || by > 2_000) {
            throw new IllegalArgumentException("ports are shifted by 0, 100, 200 and so on to 2000, not by " + by);
        }
        var rtpBy = by * 2 * RTP_PORTS / 100;
        return new AsteriskPorts(
                sip + by, ami + by, ari + by, rtp + rtpBy, carrierSip + by, carrierAmi + by, carrierRtp + rtpBy);
    }

    /** What somebody else already listens on, in words; empty when the role can start. */
    List<String> taken(AsteriskRole role) {
        return switch (role) {
            case PBX -> taken(sip, List.of(ami, ari));
            case CARRIER -> taken(carrierSip, List.of(carrierAmi));
        };
    }

    private static List<String> taken(int udp, List<Integer> tcp) {
        var taken = new ArrayList<String>();
        if (!udpIsFree(udp)) {
            taken.add("UDP " + udp);
        }
        tcp.stream().filter(port -> !tcpIsFree(port)).map(port -> "TCP " + port).forEach(taken::add);
        return taken;
    }

    private static boolean udpIsFree(int port) {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean tcpIsFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
