import { App, Aws, Duration } from 'aws-cdk-lib';
import { JsonSchemaType } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { bareApiIn, dnsIn, importedFunctionIn, machineApiIn } from './machine';
import { behind, sharedIn } from './shared';
import { webAclIn } from './web-acl';
import { MachineAuthorizer, MachineIntegration } from '../../src/access';
import { ApiDomain, ApiExposure } from '../../src/service';

/** APIs for machine clients, once with their defaults and once with all they can have. */
export const machineApis: Record<string, Variants> = {
  MachineApi: {
    defaults: (app) => {
      machineApiIn(workloadStack(app));
    },
    hardened: (app) => {
      hardened(app);
    },
  },
};

function hardened(app: App): void {
  const stack = workloadStack(app);
  const arn = (service: string, name: string) => `arn:aws:${service}:${stack.region}:${Aws.ACCOUNT_ID}:${name}`;
  const shared = sharedIn(workloadStack(app, 'Shared'), { exposure: ApiExposure.withinVpc() });
  const web = behind(shared, 'web.bank.example');
  const keyArn = arn('kms', 'key/12345678-1234-1234-1234-123456789012');
  const orders = Queue.fromQueueAttributes(stack, 'Orders', { queueArn: arn('sqs', 'orders'), keyArn });
  const truststoreBucket = Bucket.fromBucketAttributes(stack, 'Trust', {
    bucketName: 'prd-trust',
    region: stack.region,
  });
  const api = bareApiIn(stack, {
    quota: { requestsPerSecond: 5, burst: 8, requestsPerDay: 5000 },
    throttle: { requestsPerSecond: 50, burst: 60 },
    basePath: 'api',
    integrationTimeout: Duration.seconds(40),
    integrationTimeoutQuota: Duration.seconds(60),
    exposure: ApiExposure.ranges(['198.51.100.0/24', '203.0.113.7/32']),
    webAclArn: webAclIn(stack).attrArn,
    mutualTls: {
      domain: ApiDomain.inZone(dnsIn(stack), 'partner.tracker.example'),
      truststoreBucket,
      truststoreKey: 'partners.pem',
    },
    accountLogging: true,
    logRetention: Duration.days(365),
    logEncryptionKey: new Key(stack, 'LogKey', { enableKeyRotation: true }),
  });
  const type = JsonSchemaType.OBJECT;
  const body = { type, required: ['sql'], properties: { sql: { type: JsonSchemaType.STRING, maxLength: 10_000 } } };
  const sql = MachineIntegration.lambdaFunction(importedFunctionIn(stack, 'Sql'));
  api.addRoute('GET', '/v1/', sql, { open: true });
  api.addRoute('POST', '/v1/sql', sql, { body, alarm: true, timeout: Duration.seconds(45) });
  const attributesFromAuthorizer = { tenant: 'tenantId' };
  api.addRoute('POST', '/v1/orders', MachineIntegration.queue(orders, { attributesFromAuthorizer }), { body });
  const headersFromAuthorizer = { 'x-tenant-id': 'tenantId' };
  const toService = MachineIntegration.service(web, { headersFromAuthorizer });
  api.addRoute('ANY', '/app/{proxy+}', toService, {
    requiredHeaders: ['x-request-id'],
    requiredQueryParameters: ['page'],
  });
  api.grantManageKeys(new Role(stack, 'Web', { assumedBy: new AccountRootPrincipal() }));
  const pool = UserPool.fromUserPoolArn(stack, 'Pool', arn('cognito-idp', 'userpool/ap-southeast-1_Abc123'));
  const users = bareApiIn(workloadStack(app, 'Users'), {
    domain: ApiDomain.inZone(dnsIn(workloadStack(app, 'Names')), 'users.tracker.example'),
    authorizer: MachineAuthorizer.userPool(pool, { scopes: ['expenses/read'] }),
  });
  users.addRoute('GET', '/v1/tasks/{id}', sql, { scopes: ['expenses/write'] });
}
