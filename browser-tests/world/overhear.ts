/** What a page did that nobody can see on it. Noted from outside, so that the product needs no hook for its tests. */
export interface Overheard {
  readonly connections: RTCPeerConnection[];
  readonly channels: RTCDataChannel[];
  readonly microphones: MediaStream[];
  /** What went to the other person, before it was sealed: JSON texts. */
  readonly told: string[];
  /** What of the other person's words reached the browser's WebRTC: SDP and candidates. */
  readonly believed: string[];
  /** Of the page's content security policy. */
  readonly violations: string[];
  /** While true, nothing that is sent over the data channel leaves. */
  cut: boolean;
}

declare global {
  interface Window {
    overheard: Overheard;
  }
}

/** Runs in the page before any of its scripts, and alone: nothing from outside its braces is there. */
export function overhear(): void {
  const overheard: Overheard = { connections: [], channels: [], microphones: [], told: [], believed: [], violations: [], cut: false };
  window.overheard = overheard;
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    overheard.violations.push(`${effectiveDirective} ${blockedURI}`);
  });

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      overheard.connections.push(this);
      this.addEventListener("datachannel", ({ channel }) => overheard.channels.push(channel));
    }
    override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, init);
      overheard.channels.push(channel);
      return channel;
    }
    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      overheard.believed.push(description.sdp ?? "");
      return super.setRemoteDescription(description);
    }
    override addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      overheard.believed.push(candidate?.candidate ?? "");
      return super.addIceCandidate(candidate);
    }
  };

  // Absent, as are devices, where a page is not secure: Firefox begins with such an empty one.
  const subtle = globalThis.SubtleCrypto?.prototype;
  if (subtle) {
    const { encrypt } = subtle;
    subtle.encrypt = function (algorithm, key, data) {
      overheard.told.push(new TextDecoder().decode(data));
      return encrypt.call(this, algorithm, key, data);
    };
  }
  const { send } = RTCDataChannel.prototype;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: any) {
    if (overheard.cut) return;
    if (typeof data === "string") overheard.told.push(data);
    send.call(this, data);
  };
  const devices = globalThis.MediaDevices?.prototype;
  if (devices) {
    const { getUserMedia } = devices;
    devices.getUserMedia = async function (wanted) {
      const microphone = await getUserMedia.call(this, wanted);
      overheard.microphones.push(microphone);
      return microphone;
    };
  }
}
