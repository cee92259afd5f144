/** Reads what the CDK CLI prints, and says a line for each stack that is there. */
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
    const begins = /^(\S+) \(\S+\): deploying\.\.\./.exec(line);
    if (begins) this.#began.set(begins[1], performance.now());
    if (/: stack has no resources, skipping deployment\.$/.test(line)) this.#done += 1; // what it would hold is adopted
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
