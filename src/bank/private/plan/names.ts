import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { readableText, propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** Hosts, DNS records and certificates. */
export function namesSection(bank: Construct, config: BankMvpConfig): PlanSection {
  const hosts = [
    { host: config.apiHost, for: 'the API', url: `https://${config.apiHost}` },
    { host: config.appHost, for: "the customers' web app", url: `https://${config.appHost}` },
    { host: config.merchantHost, for: "the merchants' portal", url: `https://${config.merchantHost}` },
  ];
  const records = resourcesBelow(bank, 'AWS::Route53::RecordSet').map((record) => {
    const stack = Stack.of(record);
    const { Name, Type, AliasTarget } = propertiesOf(record);
    return {
      name: readableText(stack, Name).replace(/\.$/, ''),
      type: Type,
      to: readableText(stack, AliasTarget?.DNSName),
    };
  });
  const certificates = resourcesBelow(bank, 'AWS::CertificateManager::Certificate').map((certificate) => {
    const { DomainName, SubjectAlternativeNames = [] } = propertiesOf(certificate);
    const { stackName, region } = Stack.of(certificate);
    return { names: [DomainName, ...SubjectAlternativeNames], region, stack: stackName };
  });
  const zone = config.domain.hostedZoneId ?? 'a new zone';
  return {
    key: 'names',
    title: `Names, in the zone of ${config.domain.rootDomain} (${zone})`,
    lines: [
      ...hosts.map((it) => `${it.url}  ${it.for}`),
      ...records.map((it) => `record ${it.name} ${it.type} to ${it.to}`),
      ...certificates.map((it) => `certificate of ${it.names.join(', ')} in ${it.region}, stack ${it.stack}`),
    ],
    data: { zone, hosts, records, certificates },
  };
}
