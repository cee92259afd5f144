import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { acknowledge } from '../../core/private/resources/acknowledge';

/** Acknowledges the cdk-nag findings on the distribution, with reasons for a reviewer. */
export function acknowledgeFindings(distribution: Distribution, hasName: boolean, hasWebAcl: boolean): void {
  acknowledge(distribution, 'CFR1', 'The content is public; whom to keep out by country is for a web ACL to decide.');
  if (!hasWebAcl) {
    acknowledge(
      distribution,
      'CFR2',
      'A web ACL attaches later by webAclArn and changes nothing else; files are static.',
    );
  }
  if (!hasName) {
    acknowledge(
      distribution,
      'CFR4',
      "Under CloudFront's own name there is CloudFront's own certificate, and no choice.",
    );
  }
}
