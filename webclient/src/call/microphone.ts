/** Why there is no voice to send. */
export type NoMicrophone = "denied" | "missing" | "busy" | "insecure";

const VOICE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/**
 * Asks the browser, which asks the person. Where the device of that id is gone, another will do. `devices` is undefined where a page has no
 * right to a microphone at all.
 */
export async function askForMicrophone(devices: MediaDevices | undefined, id?: string): Promise<MediaStream | NoMicrophone> {
  if (!devices?.getUserMedia) return "insecure";
  try {
    return await devices.getUserMedia({ audio: id ? { ...VOICE, deviceId: { ideal: id } } : VOICE });
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
