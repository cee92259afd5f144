import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { IServiceBinding } from '../core';

/** A domain of OpenSearch Service that signed requests of granted roles reach from within the VPC. */
export interface ISearchDomain extends IConstruct, IConnectable, IServiceBinding {
  /** Name of the domain. */
  readonly domainName: string;

  /** ARN of the domain. */
  readonly domainArn: string;

  /** URL of the domain, such as `https://vpc-name-abc123.eu-central-1.es.amazonaws.com`. */
  readonly endpoint: string;
}

/** Attributes of a domain that another app defines. */
export interface SearchDomainAttributes {
  /** Name of the domain. */
  readonly domainName: string;

  /** DNS name of its endpoint, such as `vpc-name-abc123.eu-central-1.es.amazonaws.com`. */
  readonly endpointAddress: string;

  /** Security group of the domain. */
  readonly securityGroup: ISecurityGroup;
}
