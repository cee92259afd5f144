// Logs in JSON, a line each. They have counts and names, and no content of a row.
const NAMESPACE = 'rl-bank-constructs/FileImport';
const PROGRESS_MS = 10_000;

/** @typedef {{ read: number, rejected: number, inserted: number, duplicates: number, deleted: number }} Counts */

export class Log {
  #ids;
  #write;

  /** @param {{ definition: { name: string }, run: string }} settings @param {(line: string) => void} write */
  constructor({ definition, run }, write = console.log) {
    this.#ids = { import: definition.name, run };
    this.#write = write;
  }

  /** @param {string} message @param {Record<string, unknown>} more */
  info(message, more = {}) {
    const time = new Date().toISOString();
    this.#write(JSON.stringify({ time, level: 'info', message, ...this.#ids, ...more }));
  }

  /**
   * Logs rows and rows per second, at most every ten seconds.
   *
   * @param {string} message
   * @returns {(rows: number) => void}
   */
  progress(message, every = PROGRESS_MS) {
    let last = { at: performance.now(), rows: /** @type {number | undefined} */ (undefined) };
    return (rows) => {
      last.rows ??= rows; // those that an earlier run did are not counted
      const at = performance.now();
      if (at - last.at < every) return;
      const rowsPerSecond = Math.round(((rows - last.rows) * 1000) / (at - last.at));
      this.info(message, { rows, rowsPerSecond, rssMiB: Math.round(process.memoryUsage.rss() / 1024 ** 2) });
      last = { at, rows };
    };
  }

  /**
   * A line that CloudWatch takes for metrics, by its embedded metric format.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   * @param {string} message @param {Counts} rows
   */
  metrics(message, { read, inserted, duplicates, rejected }, now = Date.now()) {
    const values = { RowsRead: read, RowsInserted: inserted, RowsDuplicate: duplicates, RowsRejected: rejected };
    const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
    const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [['Import']], Metrics }];
    this.info(message, { _aws: { Timestamp: now, CloudWatchMetrics }, Import: this.#ids.import, ...values });
  }
}
