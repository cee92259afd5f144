/** The parts of the ARN of a database of RDS. */
export interface DatabaseArn {
  /** All before its kind, `arn:aws:rds:us-east-1:111111111111`. */
  readonly place: string;
  readonly region: string;
  readonly account: string;
  readonly kind: string;
  readonly identifier: string;
}

/** A token is `${Token[…]}`, with colons where it names something. */
const TOKEN = '\\$\\{Token\\[[^\\]]*\\]\\}';
const ARN = new RegExp(
  `^(?<place>arn:(?:aws[a-z-]*|${TOKEN}):rds:(?<region>[a-z0-9-]+|${TOKEN}):(?<account>\\d{12}|${TOKEN})):(?<kind>cluster|db):(?<identifier>.+)$`,
);

/** The parts, `undefined` for text that names no DB instance or cluster. */
export function partsOfDatabaseArn(arn: string): DatabaseArn | undefined {
  return ARN.exec(arn)?.groups as DatabaseArn | undefined;
}
