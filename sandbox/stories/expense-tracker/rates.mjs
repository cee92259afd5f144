import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { databases, query } from '../../run/kernel/aws/postgresql.mjs';
import { until } from '../until.mjs';

const TODAY = new Date().toISOString().slice(0, 10);
const PAGES = {
  '/ecb': `<Cube time='${TODAY}'><Cube currency='USD' rate='1.05'/><Cube currency='GBP' rate='0.84'/></Cube>`,
  '/nbu': JSON.stringify([{ cc: 'USD', rate: 42, exchangedate: TODAY.split('-').reverse().join('.') }]),
};
const WRITTEN =
  "SELECT round(rate, 4)::text AS rate FROM fx_rates_daily WHERE base_currency = 'EUR' AND quote_currency = 'UAH'";

/** Serves the pages of two banks; the context with their URLs, and how to stop. */
export async function banks() {
  const server = createServer(({ url = '' }, response) => response.writeHead(PAGES[url] ? 200 : 404).end(PAGES[url]));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.unref();
  const url = (path) => `http://127.0.0.1:${port}${path}`;
  return { rateSources: JSON.stringify({ ECB: url('/ecb'), NBU: url('/nbu') }) };
}

/** @type {import('../tell.mjs').Story<import('../app-world.mjs').AppWorld>} */
export const scheduled = {
  name: 'ET3 the schedule runs the worker, which reads the banks and writes the rates of all pairs as `rates`',
  async tell(world) {
    const [{ owner }] = await databases(world.sandbox);
    assert.deepEqual(await query(owner, [WRITTEN]), []);
    const [schedule] = JSON.parse(await world.shell('aws scheduler list-schedules --query Schedules'));
    const input = JSON.parse(await world.shell(`aws scheduler get-schedule --name ${schedule.Name}`));
    await update(world, { ...input, ScheduleExpression: 'rate(1 minute)' });
    const rows = await until(
      'the rates are written',
      () => query(owner, [WRITTEN]),
      ({ length }) => length > 0,
    );
    await update(world, input);
    assert.deepEqual(rows, [{ rate: '44.1000' }]);
  },
};

function update(world, schedule) {
  const { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target } = schedule;
  const input = { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target };
  return world.shell(`aws scheduler update-schedule --cli-input-json '${JSON.stringify(input)}'`);
}
