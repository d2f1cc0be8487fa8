package dropchat.signaling.wire;

import java.util.List;

/**
 * One RTCIceServer of the W3C's WebRTC API.
 *
 * @param username null for STUN, as is the credential
 */
public record IceServer(List<String> urls, String username, String credential) {}
