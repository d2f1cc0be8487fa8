import { mount } from "svelte";
import { learn } from "../i18n/words.ts";
import { systemClock } from "../signaling/clock.ts";
import Diagnosis from "./Diagnosis.svelte";

/** Fills the page "Why can't I connect?". */
export async function fill(target: HTMLElement): Promise<void> {
  await learn("diagnosis");
  const { RTCPeerConnection, WebSocket } = globalThis;
  const url = new URL("/signal", location.href).href.replace(/^http/, "ws");
  const parts = { url, clock: systemClock, WebSocket, RTCPeerConnection, devices: navigator.mediaDevices as MediaDevices | undefined };
  target.replaceChildren();
  mount(Diagnosis, { target, props: { parts } });
}
