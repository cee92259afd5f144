import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { JsonSchemaType } from 'aws-cdk-lib/aws-apigateway';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EdgeStack } from './edge-stack';
import { code, RUNTIME, TRUST } from '../shared/function-code';
import { MachineApi, MachineAuthorizer, MachineIntegration } from 'rl-bank-constructs/access';
import { AlarmSeverity } from 'rl-bank-constructs/core';
import { IManagedDatabase } from 'rl-bank-constructs/data';
import { ApiDomain, QueueConsumer, QueueWorker, ServiceFunction } from 'rl-bank-constructs/service';

/** A statement as clients send it. */
const STATEMENT = {
  type: JsonSchemaType.OBJECT,
  properties: { sql: { type: JsonSchemaType.STRING, minLength: 1, maxLength: 20_000 } },
  required: ['sql'],
  additionalProperties: false,
};

/** Entries of a statement of account, for example. The worker says which are none. */
const IMPORT = {
  type: JsonSchemaType.OBJECT,
  properties: {
    workspace: { type: JsonSchemaType.STRING },
    entries: { type: JsonSchemaType.ARRAY, minItems: 1, maxItems: 500, items: { type: JsonSchemaType.OBJECT } },
  },
  required: ['workspace', 'entries'],
  additionalProperties: false,
};

interface MachineStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly edge: EdgeStack;
  readonly database: IManagedDatabase;
}

/** The path of machine clients, apart from the load balancer: API Gateway, and functions that log in as `app`. */
export class MachineStack extends Stack {
  public readonly api: MachineApi;
  public readonly check: ServiceFunction;
  public readonly sql: ServiceFunction;
  public readonly importer: ServiceFunction;
  public readonly imports: QueueWorker;

  constructor(scope: Construct, id: string, { vpc, edge, database, ...props }: MachineStackProps) {
    super(scope, id, { ...props, description: 'The machine API of the expense tracker' });
    const shared = {
      code: code('expense-tracker', 'machine', 'authorizer', 'sql', 'imports'),
      ...{ runtime: RUNTIME, vpc, uses: [database.forUser('app')], environment: TRUST },
      errorSeverity: AlarmSeverity.PAGE,
    };
    this.check = new ServiceFunction(this, 'Check', {
      handler: 'authorizer.handler',
      ...{ timeout: Duration.seconds(10), reservedConcurrency: 10 },
      ...shared,
    });
    this.sql = new ServiceFunction(this, 'Sql', {
      handler: 'sql.handler',
      ...{ timeout: Duration.seconds(29), reservedConcurrency: 20 }, // a statement has 25 seconds
      ...shared,
    });

    this.importer = new ServiceFunction(this, 'Importer', {
      handler: 'imports.handler',
      ...{ timeout: Duration.seconds(20), reservedConcurrency: 5 },
      ...shared,
      errorSeverity: AlarmSeverity.TICKET,
    });
    this.imports = new QueueWorker(this, 'Imports', { consumer: QueueConsumer.lambdaFunction(this.importer) });

    this.api = new MachineApi(this, 'Api', {
      domain: ApiDomain.outsideRoute53('api.tracker.example', edge.certificate),
      authorizer: MachineAuthorizer.lambdaFunction(this.check.function),
      quota: { requestsPerSecond: 10, burst: 10, requestsPerDay: 10_000 },
      exposure: edge.exposure,
      webAclArn: edge.firewall.webAclArn,
      accountLogging: true,
    });
    const sql = MachineIntegration.lambdaFunction(this.sql.function);
    this.api.addRoute('GET', '/v1/', sql, { open: true });
    this.api.addRoute('POST', '/v1/sql', sql, { body: STATEMENT, alarm: true });
    const queue = MachineIntegration.queue(this.imports.queue, { attributesFromAuthorizer: { userId: 'userId' } });
    this.api.addRoute('POST', '/v1/imports', queue, { body: IMPORT });
    new CfnOutput(this, 'Redrive', { value: this.imports.redriveCommand });
  }
}
