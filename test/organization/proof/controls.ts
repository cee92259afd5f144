import { join } from 'node:path';
import { ServiceControl } from '../../../src/organization';
import { ControlFile, readControl } from '../../support/iam/controls';
import { PolicyDocument } from '../../support/iam/policies';

const MAINTAINERS = {
  maintainerRoleArns: ['arn:aws:iam::100000000002:role/cdk-hnb659fds-cfn-exec-role-100000000002-*'],
};

/** Each control with all that it can have. */
export const controls: Record<string, ServiceControl> = {
  'keep-logs': ServiceControl.keepLogs({
    ...{ bucketNames: ['acme-log-archive'], logGroupPrefixes: ['/audit/'], ...MAINTAINERS },
    keyArns: ['arn:aws:kms:us-east-1:100000000002:key/11111111-2222-3333-4444-555555555555'],
  }),
  'keep-threat-detection': ServiceControl.keepThreatDetection(MAINTAINERS),
  'stay-in-organization': ServiceControl.stayInOrganization(),
  'deny-root-user': ServiceControl.denyRootUser(),
  'require-encryption': ServiceControl.requireEncryption(),
  'deny-public-access': ServiceControl.denyPublicAccess(MAINTAINERS),
  'keep-baseline': ServiceControl.keepBaseline({ roleNames: ['acme-baseline-config'] }),
  'allowed-regions': ServiceControl.allowedRegions(['eu-central-1'], MAINTAINERS),
};

/** The table of a control. */
export function tableOf(name: string): ControlFile {
  return readControl(join(__dirname, '../cases', `${name}.json`));
}

/** The policy that has these controls and no other. */
export function documentOf(...some: ServiceControl[]): PolicyDocument {
  const Statement = some.flatMap(({ statements }) => statements.map((it) => it.toStatementJson()));
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement }));
}
