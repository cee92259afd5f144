import { Stack, StackProps } from 'aws-cdk-lib';
import { Distribution, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EdgeCertificate } from 'rl-bank-constructs/edge';
import { AliasTarget, BankDns, ZoneSource } from 'rl-bank-constructs/network';

export interface WebStackProps extends StackProps {
  readonly rootDomain: string;
  readonly hostedZoneId: string;
}

/** The customer's web app under its name. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const domainName = `app.${props.rootDomain}`;

    const dns = new BankDns(this, 'Dns', {
      rootDomain: props.rootDomain,
      zone: ZoneSource.existing(props.hostedZoneId),
    });
    const certificate = new EdgeCertificate(this, 'Certificate', { zone: dns.zone, domainName });

    const content = new Bucket(this, 'Content', { enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL });
    const site = new Distribution(this, 'Site', {
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(content),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
      certificate,
      domainNames: [domainName],
    });
    dns.addAlias(domainName, AliasTarget.distribution(site));
  }
}
