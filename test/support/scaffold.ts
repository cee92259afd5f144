import { Stack } from 'aws-cdk-lib';
import { workloadStack } from './cloud';
import { BankSecretsScaffold, BankSecretsScaffoldProps } from '../../src/bank/bank-secrets-scaffold';
import { ServiceSettings, ServiceSettingsProps } from '../../src/data';
import { ImportedNetwork, NetworkEgress } from '../../src/network';

/** What the document's API reads. */
export function scaffoldIn(stack: Stack = workloadStack(), props: Partial<BankSecretsScaffoldProps> = {}) {
  return new BankSecretsScaffold(stack, 'Settings', {
    port: 9000,
    corsOrigins: ['https://app.bank.example', 'https://merchant.bank.example'],
    authDomain: 'tenant.region.auth0.com',
    authAudience: 'https://api.bank.example',
    graphqlPublicUrl: 'https://api.bank.example/api/graphql',
    ...props,
  });
}

/** What a service that is not the bank's reads. */
export function settingsIn(stack: Stack = workloadStack(), props: Partial<ServiceSettingsProps> = {}) {
  return new ServiceSettings(stack, 'Settings', {
    path: 'tracker/web',
    port: 3000,
    values: { AUTH_MODE: 'cognito' },
    secretKeys: ['SESSION_KEY', 'DB_URI'],
    ...props,
  });
}

/** A network by the document's ids. */
export function networkIn(stack: Stack, egress = NetworkEgress.nat()): ImportedNetwork {
  return new ImportedNetwork(stack, 'Network', {
    vpcId: 'vpc-0123456789abcdef0',
    publicSubnetIds: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
    privateSubnetIds: ['subnet-0000000000000000c', 'subnet-0000000000000000d'],
    egress,
  });
}
