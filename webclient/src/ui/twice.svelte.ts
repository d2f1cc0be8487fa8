/** Something that happens when asked for twice within two seconds, so that nobody does it by a slip. */
export class Twice {
  armed = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly act: () => void) {}

  press(): void {
    const again = this.armed;
    this.disarm();
    if (again) return this.act();
    this.armed = true;
    this.#timer = setTimeout(() => this.disarm(), 2000);
  }

  disarm(): void {
    clearTimeout(this.#timer);
    this.armed = false;
  }
}
