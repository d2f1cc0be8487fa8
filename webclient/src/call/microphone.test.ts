import { describe, expect, it } from "vitest";
import { askForMicrophone } from "./microphone.ts";

const stream = {} as MediaStream;
const answering = (answer: () => MediaStream) => {
  const asked: unknown[] = [];
  return { asked, getUserMedia: async (wanted: unknown) => (asked.push(wanted), answer()) };
};
const ask = (devices: object | undefined, id?: string) => askForMicrophone(devices as MediaDevices | undefined, id);

describe("a microphone", () => {
  it("is asked for with its gain, its echo and its noise seen to by the browser, and without a camera", async () => {
    const devices = answering(() => stream);
    expect(await ask(devices)).toBe(stream);
    expect(devices.asked).toEqual([{ audio: { autoGainControl: true, echoCancellation: true, noiseSuppression: true } }]);
  });

  it("that was chosen is insisted on: Chromium gives another for one that is only wished for", async () => {
    const devices = answering(() => stream);
    await ask(devices, "headset");
    expect(devices.asked).toEqual([{ audio: expect.objectContaining({ autoGainControl: true, deviceId: { exact: "headset" } }) }]);
  });

  it.each([
    ["NotAllowedError", "denied"], ["SecurityError", "denied"], ["NotFoundError", "missing"], ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"], ["AbortError", "busy"], ["TypeError", "insecure"],
  ])("that fails with %s is %s", async (name, why) => {
    const devices = answering(() => {
      throw new DOMException("", name);
    });
    expect(await ask(devices)).toBe(why);
  });

  it("is out of reach where the browser gives a page none", async () => {
    expect([await ask(undefined), await ask({})]).toEqual(["insecure", "insecure"]);
  });
});
