import mysql from 'mysql2/promise';
import { addressOf } from '../shared/database.mjs';

const SECONDS = 600; // that a second task waits for the first
const LOCK = 'migrate';

/**
 * Runs work as the owner of the database, alone; the process fails with it.
 *
 * @param {(query: (text: string, values?: unknown[]) => Promise<any>) => Promise<unknown>} work
 */
export async function asOwner(work) {
  try {
    await connected(async (query) => {
      const [{ taken }] = await query('SELECT GET_LOCK(?, ?) AS taken', [LOCK, SECONDS]);
      if (taken !== 1) throw new Error(`Another migration runs for more than ${SECONDS} seconds.`);
      await work(query);
    });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function connected(work) {
  const { DB_USER: user, DB_PASSWORD: password } = process.env;
  const login = { ...addressOf(process.env), user, password };
  const connection = await mysql.createConnection({ ...login, multipleStatements: true }); // of a file
  try {
    return await work(async (text, values) => (await connection.query(text, values))[0]);
  } finally {
    await connection.end(); // and with it the lock
  }
}
