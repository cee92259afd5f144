// Valkey: values as JSON, each with a time to live.
import { createClient } from '@redis/client';

export class Cache {
  #client;
  /** @type {Promise<unknown> | undefined} */
  #connected;

  /** @param {Record<string, string | undefined>} environment */
  constructor({ CACHE_URI: url }) {
    this.#client = createClient({ url, socket: { connectTimeout: 5000 }, disableOfflineQueue: true });
    this.#client.on('error', ({ message }) => console.error(`cache: ${message}`)); // it connects again by itself
  }

  async write(key, value, seconds) {
    await (await this.#ready()).set(key, JSON.stringify(value), { expiration: { type: 'EX', value: seconds } });
  }

  async read(key) {
    return parsed(await (await this.#ready()).get(key));
  }

  /** Reads a value and deletes it: what is read once cannot be used twice. */
  async take(key) {
    return parsed(await (await this.#ready()).getDel(key));
  }

  async remove(key) {
    await (await this.#ready()).del(key);
  }

  async #ready() {
    this.#connected ??= this.#client.connect().catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    await this.#connected;
    return this.#client;
  }
}

function parsed(text) {
  return text === null ? undefined : JSON.parse(`${text}`);
}
