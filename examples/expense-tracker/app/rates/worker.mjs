// The worker of exchange rates, once a day: reads five sources, and builds the rates of all pairs anew. A second run of a day writes the
// same rows. A source that fails leaves its rates as they were, and fails the run once the others are written: its alarm names it.
import { READERS } from './sources.mjs';
import { Database } from '../shared/database.mjs';

const SECONDS = 10;
const DAYS = 14; // built anew: a source may correct what it published, and no rate is carried further than this

const database = new Database(process.env, { connections: 1 });

const RAW = `INSERT INTO fx_rates_raw (base_currency, rate_date, rate, source)
  SELECT base, date::date, rate::numeric, source FROM json_to_recordset($1) AS r(base text, date text, rate text, source text)
  ON CONFLICT (base_currency, rate_date) DO UPDATE SET rate = excluded.rate, source = excluded.source`;

// A day without a rate, such as a Sunday, has that of the day before.
const DAILY = `WITH days AS (SELECT day::date FROM generate_series(current_date - $1::int, current_date, '1 day') AS day),
  dollars AS (
    SELECT 'USD' AS currency, day, 1::numeric AS rate, day AS rate_date FROM days
    UNION ALL
    SELECT c.base_currency, day, r.rate, r.rate_date
    FROM days, (SELECT DISTINCT base_currency FROM fx_rates_raw) AS c, LATERAL (
      SELECT rate, rate_date FROM fx_rates_raw
      WHERE base_currency = c.base_currency AND rate_date <= day AND rate_date > day - $1::int ORDER BY rate_date DESC LIMIT 1
    ) AS r
  )
  INSERT INTO fx_rates_daily (base_currency, quote_currency, calendar_date, rate, source_rate_date)
  SELECT base.currency, quote.currency, base.day, base.rate / quote.rate, LEAST(base.rate_date, quote.rate_date)
  FROM dollars AS base JOIN dollars AS quote USING (day) WHERE base.currency <> quote.currency
  ON CONFLICT (base_currency, quote_currency, calendar_date)
  DO UPDATE SET rate = excluded.rate, source_rate_date = excluded.source_rate_date
  WHERE (fx_rates_daily.rate, fx_rates_daily.source_rate_date) IS DISTINCT FROM (excluded.rate, excluded.source_rate_date)`;

/** RATE_SOURCES is a JSON object of URLs by the names of the sources. */
export async function handler() {
  const urls = Object.entries(JSON.parse(process.env.RATE_SOURCES ?? '{}'));
  const read = await Promise.allSettled(urls.map(([source, url]) => ratesOf(source, url)));
  const rates = read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const changed = await database.as({ userId: 'rates' }, async (client) => {
    const raw = await client.query(RAW, [JSON.stringify(rates)]);
    const daily = await client.query(DAILY, [DAYS]);
    return { raw: raw.rowCount, daily: daily.rowCount };
  });
  const failed = read.flatMap((one, index) =>
    one.status === 'rejected' ? [`${urls[index][0]}: ${one.reason.message}`] : [],
  );
  if (failed.length > 0) throw new Error(failed.join('; '));
  return changed;
}

async function ratesOf(source, url) {
  if (!Object.hasOwn(READERS, source)) {
    throw new Error(`there is no reader, but of: ${Object.keys(READERS).join(', ')}`);
  }
  const answer = await fetch(url, { signal: AbortSignal.timeout(SECONDS * 1000) });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  const rates = READERS[source](await answer.text());
  for (const { base, date, rate } of rates) {
    const isRate = Number.isFinite(rate) && rate > 0 && /^\d{4}-\d{2}-\d{2}$/.test(date);
    if (!isRate) throw new Error(`its page has no rate of ${base}`);
  }
  return rates.map((one) => ({ ...one, source }));
}
