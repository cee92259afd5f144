// The daily pages of five sources, each read to rates in US dollars for one unit: { base, date, rate }.

/** What stands at each source, by the text of its page. */
export const READERS = { ECB: ecb, CBR: cbr, NBS: nbs, NBU: nbu, USDT: usdt };

/** European Central Bank: units of a currency for one euro. */
function ecb(text) {
  const [, date] = /time=['"](\d{4}-\d{2}-\d{2})['"]/.exec(text) ?? [];
  const all = new Map(
    [...text.matchAll(/currency=['"]([A-Z]{3})['"] rate=['"]([\d.]+)['"]/g)].map(([, code, rate]) => [
      code,
      Number(rate),
    ]),
  );
  const dollars = all.get('USD') ?? NaN;
  const others = [...all]
    .filter(([base]) => base !== 'USD')
    .map(([base, rate]) => ({ base, date, rate: dollars / rate }));
  return [{ base: 'EUR', date, rate: dollars }, ...others];
}

/** Bank of Russia: roubles for `Nominal` units, with a decimal comma. */
function cbr(text) {
  const [, day, month, year] = /ValCurs Date="(\d{2})\.(\d{2})\.(\d{4})"/.exec(text) ?? [];
  const [, nominal, value] =
    /<CharCode>USD<\/CharCode>\s*<Nominal>(\d+)<\/Nominal>[\s\S]*?<Value>([\d,]+)<\/Value>/.exec(text) ?? [];
  return [
    { base: 'RUB', date: `${year}-${month}-${day}`, rate: Number(nominal) / Number(`${value}`.replace(',', '.')) },
  ];
}

/** National Bank of Serbia: the middle rate of the dollar in dinars. */
function nbs(text) {
  const { rates = [] } = JSON.parse(text);
  const { date, exchange_middle: middle, parity = 1 } = rates.find(({ code }) => code === 'USD') ?? {};
  return [{ base: 'RSD', date, rate: parity / middle }];
}

/** National Bank of Ukraine: hryvnias for one unit. */
function nbu(text) {
  const { rate, exchangedate = '' } = JSON.parse(text).find(({ cc }) => cc === 'USD') ?? {};
  return [{ base: 'UAH', date: exchangedate.split('.').reverse().join('-'), rate: 1 / rate }];
}

/** Tether, by a market: dollars for one unit, now. */
function usdt(text) {
  const { usd, last_updated_at: seconds } = JSON.parse(text).tether ?? {};
  return [{ base: 'USDT', date: new Date(seconds * 1000).toISOString().slice(0, 10), rate: usd }];
}
