/** Below this, no sound is left, not even a room's: about -90 dB. */
const FLOOR = 3e-5;

/** How loud a voice is right now, from 0 to 1. Where a browser lets no analyser run, it stays at 0. */
export class Loudness {
  readonly #context: AudioContext;
  readonly #source: MediaStreamAudioSourceNode;
  /** One for each span: an analyser that holds more than it is asked for gives the oldest of it. */
  readonly #now: AnalyserNode;
  readonly #lately: AnalyserNode;

  constructor(context: AudioContext, stream: MediaStream) {
    this.#context = context;
    this.#source = context.createMediaStreamSource(stream);
    this.#now = this.#analyser(1024); // 20 ms or so
    this.#lately = this.#analyser(32_768); // 0.7 s or so
  }

  /** Root mean square of the last 20 ms on a scale of decibels: -60 dB and below is 0, full scale is 1. */
  sample(): number {
    const samples = samplesOf(this.#now);
    const energy = samples.reduce((sum, each) => sum + each * each, 0);
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(energy / samples.length)) / 60));
  }

  /** Whether the last half second held nothing at all. False where nothing is measured. */
  still(): boolean {
    return this.#context.state === "running" && samplesOf(this.#lately).every((each) => Math.abs(each) < FLOOR);
  }

  close(): void {
    this.#source.disconnect();
  }

  #analyser(fftSize: number): AnalyserNode {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = fftSize;
    this.#source.connect(analyser);
    return analyser;
  }
}

function samplesOf(analyser: AnalyserNode): Float32Array {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return samples;
}
