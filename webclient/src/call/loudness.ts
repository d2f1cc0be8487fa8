/** Below this, no sound is left, not even a room's: about -90 dB. */
const FLOOR = 3e-5;

/** How loud a voice is right now, from 0 to 1. Where a browser lets no analyser run, it stays at 0. */
export class Loudness {
  readonly #context: AudioContext;
  readonly #analyser: AnalyserNode;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(context: AudioContext, stream: MediaStream) {
    this.#context = context;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 32_768; // the last 0.7 s or so
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = context.createMediaStreamSource(stream);
    this.#source.connect(this.#analyser);
  }

  /** Root mean square of the last 20 ms on a scale of decibels: -60 dB and below is 0, full scale is 1. */
  sample(): number {
    const latest = this.#samples.subarray(0, 1024);
    this.#analyser.getFloatTimeDomainData(latest);
    let energy = 0;
    for (const each of latest) energy += each * each;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(energy / latest.length)) / 60));
  }

  /** Whether the last half second held nothing at all. False where nothing is measured. */
  still(): boolean {
    if (this.#context.state !== "running") return false;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.every((each) => Math.abs(each) < FLOOR);
  }

  close(): void {
    this.#source.disconnect();
  }
}
