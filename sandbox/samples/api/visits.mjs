// What the sample API keeps: it counts visits in its database, and the cache has the count of the last one.
import { cacheOf } from './cache.mjs';
import { databaseOf } from './database.mjs';

const KEY = 'sample:visits';

/** Database and cache of an environment; each is null in an answer where it has none. */
export class Visits {
  #database;
  #cache;

  constructor(environment) {
    this.#database = databaseOf(environment);
    this.#cache = cacheOf(environment);
  }

  /** Counts a visit, and writes the count into the cache. */
  async count() {
    await this.#database?.visit();
    const before = await this.read();
    const visits = before.database?.visits ?? Number(before.cache?.value ?? 0) + 1;
    await this.#cache?.write(KEY, visits);
    return this.read();
  }

  /** Both servers, and what is in them. */
  async read() {
    const [database, cache] = await Promise.all([this.#database?.state(), this.#cache?.read(KEY)]);
    return { database: database ?? null, cache: cache ?? null };
  }
}
