/** Prints what is done, and how long it took. */
export class Clock {
  #began = performance.now();

  /**
   * @template Result
   * @param {string} what
   * @param {() => Result | Promise<Result>} work
   */
  async time(what, work) {
    const from = performance.now();
    const done = await work();
    const seconds = (performance.now() - from) / 1000;
    this.say(`${what.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s`);
    return done;
  }

  say(line) {
    console.log(line);
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }
}
