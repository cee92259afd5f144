// Logs in JSON, a line each. Within `following(ids, work)` each line has the ids of the request, in the API and in the worker that
// takes its event: `traceId` is in the logs of the load balancer and in X-Ray, `requestId` in those of CloudFront.
import { AsyncLocalStorage } from 'node:async_hooks';

const { API_VERSION, MODULE_NAME, MODULES_PATH = '' } = process.env;
const SERVICE = API_VERSION ? `api-${API_VERSION}` : (MODULE_NAME ?? 'worker');
const [, , CELL] = MODULES_PATH.split('/');

/** @type {AsyncLocalStorage<{ traceId?: string, requestId?: string }>} */
const followed = new AsyncLocalStorage();

/**
 * The ids of a request: the load balancer writes `X-Amzn-Trace-Id`, CloudFront `X-Amz-Cf-Id`.
 *
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export function idsOf(headers) {
  const traceId = /(?:^|;)\s*Root=([\w-]{1,64})/.exec(`${headers['x-amzn-trace-id']}`)?.[1];
  const requestId = /^[\w=-]{1,100}$/.exec(`${headers['x-amz-cf-id'] ?? ''}`)?.[0];
  return { traceId, requestId };
}

/** Runs work whose lines have these ids. */
export function following(ids, work) {
  return followed.run(ids, work);
}

/** The ids of what runs, for an event that goes on from here. */
export function currentIds() {
  return followed.getStore() ?? {};
}

export function log(message, more = {}) {
  console.log(lineOf({ level: 'info', message, ...more }));
}

/** @param {string} message @param {any} error */
export function logError(message, error) {
  console.error(lineOf({ level: 'error', message, error: `${error?.stack ?? error}` }));
}

/**
 * A line that CloudWatch takes for a metric as well, by its embedded metric format: it needs no agent and no permission, as the
 * line is in a log group.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param {string} message
 * @param {{ name: string, unit: string, value: number }} metric
 */
export function logWithMetric(message, metric, more = {}, now = Date.now()) {
  const { name, unit, value } = metric;
  const CloudWatchMetrics = [
    { Namespace: 'ProductCell', Dimensions: [['cell', 'service']], Metrics: [{ Name: name, Unit: unit }] },
  ];
  const embedded = { _aws: { Timestamp: now, CloudWatchMetrics }, [name]: value };
  console.log(lineOf({ level: 'info', message, ...more, ...embedded }));
}

function lineOf(fields) {
  return JSON.stringify({
    time: new Date().toISOString(),
    cell: CELL ?? '-',
    service: SERVICE,
    ...currentIds(),
    ...fields,
  });
}
