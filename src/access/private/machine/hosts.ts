import {
  CfnStage,
  CfnBasePathMapping,
  DomainName,
  EndpointType,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { certificateFor } from '../../../core/private/resources/certificate-of-domain';
import { AliasTarget } from '../../../network';
import type { ApiDomain } from '../../../service';
import type { MachineApiProps } from '../../machine-api';
import type { MachineMutualTls } from '../../machine-mutual-tls';
import { crossStack } from '../integration/references';
import type { ObservedMachineApi } from '../observed/observed-machine-api';

/** A name under which clients call the API. */
interface Host {
  readonly regionalDomainName: string;
  readonly certificate: ICertificate;
}

/** The names of an API. */
export interface Hosts {
  readonly main: Host;
  readonly mutualTls: Host | undefined;
  /** Certificates that are created. */
  readonly certificates: ObservedMachineApi['certificates'];
}

/** Creates the domain names of an API, their certificates and alias records. */
export function hostsOf(scope: Construct, props: MachineApiProps, restApi: RestApi, stage: CfnStage): Hosts {
  const { domain, mutualTls, basePath } = props;
  const led = { restApiId: restApi.restApiId, stage: stage.ref, basePath };
  const main = hostOf(scope, domain, led);
  const second = mutualTls && hostOf(new Construct(scope, 'MutualTls'), mutualTls.domain, led, mutualTls);
  return {
    main,
    mutualTls: second,
    certificates: [
      ...certificateOf('CertificateExpires', domain, main),
      ...(mutualTls ? certificateOf('MutualTlsCertificateExpires', mutualTls.domain, second!) : []),
    ],
  };
}

type Led = { readonly restApiId: string; readonly stage: string; readonly basePath: string | undefined };

function hostOf(scope: Construct, domain: ApiDomain, led: Led, mutualTls?: MachineMutualTls): Host {
  const certificate = certificateFor(scope, domain);
  const domainName = new DomainName(scope, 'DomainName', {
    domainName: domain.name,
    certificate,
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
    mtls: mutualTls && {
      bucket: mutualTls.truststoreBucket,
      key: mutualTls.truststoreKey,
      version: mutualTls.truststoreVersion,
    },
  });
  new CfnBasePathMapping(scope, 'BasePath', { domainName: domainName.domainName, ...led });
  const target = AliasTarget.of(domainName, new ApiGatewayDomain(domainName));
  domain.recordNames.forEach((name) => domain.dns!.addAlias(name, target));
  const value = domainName.domainNameAliasDomainName;
  const regionalDomainName = crossStack(domainName, { name: 'RegionalDomainName', value, replacedBy: ['DomainName'] });
  return { regionalDomainName, certificate };
}

function certificateOf(id: string, { certificate: given, name }: ApiDomain, { certificate }: Host) {
  const value = certificate.certificateArn;
  const names = ['DomainName', 'SubjectAlternativeNames'];
  const CertificateArn = crossStack(certificate, { name: 'CertificateArn', value, replacedBy: names });
  const daysToExpiry = certificate.metricDaysToExpiry().with({ dimensionsMap: { CertificateArn } });
  return given ? [] : [{ id, daysToExpiry, name }];
}
