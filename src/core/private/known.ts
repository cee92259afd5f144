import { Token } from 'aws-cdk-lib';

/** The value if somebody stated it, and nothing if only the deployment knows it. */
export function known(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
