/** Why there is no voice to send. */
export type NoMicrophone = "denied" | "missing" | "busy" | "insecure";

const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * Asks the browser, which asks the person: for any, or for just the device of that id (one that is only wished for, with `ideal`,
 * Chromium does not give). `devices` is undefined where a page has no right to a microphone at all.
 */
export async function askForMicrophone(devices: MediaDevices | undefined, id?: string): Promise<MediaStream | NoMicrophone> {
  if (!devices?.getUserMedia) return "insecure";
  try {
    return await devices.getUserMedia({ audio: id ? { ...VOICE, deviceId: { exact: id } } : VOICE });
  } catch (error) {
    return reason(error instanceof Error || error instanceof DOMException ? error.name : "");
  }
}

/** The errors of getUserMedia, Media Capture and Streams section 10.2. */
function reason(name: string): NoMicrophone {
  switch (name) {
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "TypeError":
      return "insecure";
    default:
      return "denied";
  }
}
