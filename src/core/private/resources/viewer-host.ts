import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';

// A registered symbol, so that two copies of this package in one app read each other's statements.
const STATEMENT = Symbol.for('rl-bank-constructs.origin.viewer-host');

/** Records that an origin has a certificate for the names of viewers alone, and none for its own domain name. */
export function recordViewerHost(origin: IOrigin): void {
  Object.defineProperty(origin, STATEMENT, { value: true });
}

/** Whether an origin answers requests with the Host of a viewer alone. */
export function needsViewerHost(origin: IOrigin): boolean {
  return (origin as { [STATEMENT]?: boolean })[STATEMENT] === true;
}
