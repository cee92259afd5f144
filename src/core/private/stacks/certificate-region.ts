import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';

/** Region of a certificate: an `EdgeCertificate` knows its stack, an imported certificate has it in its ARN. */
export function certificateRegion(certificate: ICertificate): string | undefined {
  const { edgeStack } = certificate as { edgeStack?: Stack };
  if (edgeStack) {
    return edgeStack.region;
  }
  const { certificateArn } = certificate;
  return Token.isUnresolved(certificateArn) ? certificate.env.region : certificateArn.split(':')[3];
}
