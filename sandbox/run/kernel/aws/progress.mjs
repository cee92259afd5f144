/** Reads the output of the CDK CLI, and prints a line for each deployed stack. */
export class Progress {
  #say;
  #total;
  #began = new Map();
  #done = 0;

  constructor(total, say) {
    this.#total = total;
    this.#say = say;
  }

  read(line) {
    const begins = /^(\S+)(?: \(\S+\))?: deploying\.\.\./.exec(line);
    if (begins) this.#began.set(begins[1], performance.now());
    if (/: stack has no resources, skipping deployment\.$/.test(line)) this.#done += 1; // all its resources are adopted
    const ends = /^\s*(✅|❌)\s+(\S+)/.exec(line);
    if (!ends) return;
    const [, sign, name] = ends;
    const seconds = (performance.now() - (this.#began.get(name) ?? performance.now())) / 1000;
    if (sign === '✅') this.#done += 1;
    this.#say(
      `  ${sign === '✅' ? `${this.#done}/${this.#total}` : 'no '} ${name.padEnd(39)} ${seconds.toFixed(1).padStart(6)} s`,
    );
  }

  get done() {
    return this.#done;
  }
}
