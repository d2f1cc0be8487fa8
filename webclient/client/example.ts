import { browserParts, keysForCall, Signaling, startCall, type Call, type CallEvent, type Keys } from "@dropchat/client";

const parts = browserParts("wss://chat.example.org/signal");
const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
let keys: Keys, relayRequired: boolean, call: Call | undefined;
const signaling = new Signaling(parts, {
  async link(state) {
    if (state.is !== "open" || call) return;
    relayRequired = state.welcome.relay === "required";
    keys = await keysForCall(parts.subtle, relayRequired, state.welcome.lan); // a key pair serves one match
    signaling.send({ type: "join", languages: ["en"], commit: keys.commit });
  },
  message: (it) => void (it.type === "matched" && (call = startCall(parts, { matched: it, keys, relayRequired, microphone, sendSignal, event }))),
  signal: (frame) => call?.receive(frame),
  movable: () => !call,
});
const sendSignal = (frame: Uint8Array<ArrayBuffer>) => signaling.sendSignal(frame);
function event(it: CallEvent): void {
  if (it.is === "open") signaling.send({ type: "connected" }); // the server forgets who met
  if (it.is === "voice") void Object.assign(new Audio(), { srcObject: it.stream }).play();
  if (it.is === "proven") console.log("equal on both sides means nobody in between:", ...it.emoji);
}
signaling.open();
