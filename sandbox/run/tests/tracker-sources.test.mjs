// How examples/expense-tracker reads the pages of five sources of exchange rates.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READERS } from '../../../examples/expense-tracker/app/rates/sources.mjs';

test('ET3 each source is read as it writes its rates', () => {
  const ecb = `<Cube time='2026-11-27'><Cube currency='USD' rate='1.05'/><Cube currency='RSD' rate='117.1'/></Cube>`;
  const cbr = `<ValCurs Date="28.11.2026"><Valute><NumCode>840</NumCode><CharCode>USD</CharCode><Nominal>1</Nominal><Name>x</Name><Value>80,0000</Value></Valute></ValCurs>`;
  const nbs = JSON.stringify({ rates: [{ code: 'USD', date: '2026-11-27', parity: 1, exchange_middle: 100 }] });
  const usdt = JSON.stringify({ tether: { usd: 0.999, last_updated_at: Date.UTC(2026, 10, 27) / 1000 } });
  assert.deepEqual(READERS.CBR(cbr), [{ base: 'RUB', date: '2026-11-28', rate: 0.0125 }]);
  assert.deepEqual(READERS.NBS(nbs), [{ base: 'RSD', date: '2026-11-27', rate: 0.01 }]);
  assert.deepEqual(READERS.USDT(usdt), [{ base: 'USDT', date: '2026-11-27', rate: 0.999 }]);
  assert.deepEqual(READERS.ECB(ecb)[0], { base: 'EUR', date: '2026-11-27', rate: 1.05 });
});
