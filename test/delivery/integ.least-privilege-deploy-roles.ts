/**
 * IAM lets the role of a site publish to that site and deny it the rest: other sites, the bucket itself, the images. The
 * role that pushes images cannot publish.
 *
 * Cost: none by itself; CloudFront is billed by request.
 * Clean-up: complete. CloudFront may write a last log after the log bucket was emptied: destroy the stack once more then.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { assertionsOn, caseApp, caseStack, imageIn } from '../support/integ-case';
import {
  DeployRole,
  DeployTrust,
  GitHubRepository,
  LeastPrivilegeDeployRoles,
  OidcIssuer,
} from 'rl-bank-constructs/delivery';
import { SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';

export const app = caseApp();
const stack = caseStack(app, 'integ-least-privilege-deploy-roles');
const [site, other] = ['Site', 'Other'].map((id) => {
  return new StaticSpaSite(stack, id, { toolchain: SpaToolchain.vite(), removalPolicy: RemovalPolicy.DESTROY });
});
const image = imageIn(stack);
const issuer = OidcIssuer.fromOidcIssuerAttributes(stack, 'GitHub');
const trust = DeployTrust.oidc(issuer, GitHubRepository.of('rl-bank/integ').subjectsForEnvironment('integ'));
const roles = new LeastPrivilegeDeployRoles(stack, 'Roles', {
  namePrefix: 'integ-deploy-roles',
  imagePush: { trust, image },
  sitePublish: { site: { trust, site } },
});

const assertions = assertionsOn(app, 'LeastPrivilegeDeployRoles');
const decides = (role: DeployRole, action: string, resource: string, decision: 'allowed' | 'implicitDeny') =>
  assertions
    .awsApiCall('IAM', 'simulatePrincipalPolicy', {
      PolicySourceArn: role.roleArn,
      ActionNames: [action],
      ResourceArns: [resource],
    })
    .expect(
      ExpectedResult.objectLike({
        EvaluationResults: [{ EvalActionName: action, EvalDecision: decision }],
      }),
    );

const { imagePush, sitePublish } = roles;
decides(sitePublish.site, 's3:PutObject', site.bucket.arnForObjects('index.html'), 'allowed');
decides(sitePublish.site, 's3:PutObject', other.bucket.arnForObjects('index.html'), 'implicitDeny');
decides(sitePublish.site, 's3:DeleteBucket', site.bucket.bucketArn, 'implicitDeny');
decides(sitePublish.site, 's3:PutBucketPolicy', site.bucket.bucketArn, 'implicitDeny');
decides(sitePublish.site, 'cloudfront:CreateInvalidation', site.distribution.distributionArn, 'allowed');
decides(sitePublish.site, 'cloudfront:CreateInvalidation', other.distribution.distributionArn, 'implicitDeny');
decides(sitePublish.site, 'ecr:PutImage', image.repositoryArn, 'implicitDeny');
decides(imagePush!, 'ecr:PutImage', image.repositoryArn, 'allowed');
decides(imagePush!, 'ecr:DeleteRepository', image.repositoryArn, 'implicitDeny');
decides(imagePush!, 's3:PutObject', site.bucket.arnForObjects('index.html'), 'implicitDeny');
