import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';

const REGION = 'ap-southeast-1';
const ACCOUNT = '111111111111';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What the deployed stacks are said to hold: another template than any app has, so that each deployment is a change. */
const DEPLOYED = JSON.stringify({ Resources: { Former: { Type: 'AWS::SNS::Topic' } } });

/**
 * Stands in for AWS on this machine as far as the CDK's CLI calls it, says that the given stacks are deployed, and
 * records every call. What it does not know it refuses, and notes in `unknown`.
 */
export class StubCloud {
  public static async open(deployed: string[]): Promise<StubCloud> {
    const cloud = new StubCloud(deployed);
    await new Promise<void>((resolve) => cloud.server.listen(0, '127.0.0.1', resolve));
    return cloud;
  }

  public readonly calls: string[] = [];
  public readonly unknown: string[] = [];
  private readonly server: Server;
  private readonly statuses: Map<string, string>;
  private readonly changeSets = new Set<string>();

  private constructor(deployed: string[]) {
    this.statuses = new Map(deployed.map((name) => [name, 'CREATE_COMPLETE']));
    this.server = createServer((request, response) => {
      void textOf(request).then((body) => {
        const { status, text } = this.answer(request, body);
        response.writeHead(status, {
          'content-type': text.startsWith('{') ? 'application/x-amz-json-1.1' : 'text/xml',
        });
        response.end(request.method === 'HEAD' ? undefined : text);
      });
    });
  }

  /** What a client needs to come here and nowhere else. */
  public get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** The calls that would create, change or delete a stack, in order. */
  public get changes(): string[] {
    const changing = /^cloudformation (Create|Update|Delete(?!ChangeSet)|Execute|Import|Continue|Rollback|Set)/;
    return this.calls.filter((call) => changing.test(call));
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, body: string): Answer {
    const service =
      /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'nobody';
    if (service === 's3') {
      this.calls.push(`s3 ${request.method}`);
      return s3Answer(request);
    }
    if (service === 'ssm') {
      this.calls.push('ssm GetParameter');
      return ok(JSON.stringify({ Parameter: { Name: JSON.parse(body).Name, Type: 'String', Value: '31' } }));
    }
    const parameters = new URLSearchParams(body);
    const action = parameters.get('Action') ?? '?';
    const stack = nameIn(parameters.get('StackName'));
    this.calls.push([service, action, stack].filter((word) => word !== '').join(' '));
    const result = service === 'sts' ? STS[action] : this.stackResult(action, stack, parameters);
    if (result === undefined) this.unknown.push(`${service} ${action}`);
    if (typeof result === 'object') return result;
    return result === undefined
      ? refused('InvalidAction', `the stub knows no ${service} ${action}`)
      : ok(`<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`);
  }

  /** What is inside of an answer, or a refusal. */
  private stackResult(action: string, stack: string, parameters: URLSearchParams): string | Answer | undefined {
    const status = this.statuses.get(stack);
    const isAskedById = parameters.get('StackName')?.startsWith('arn:') ?? false;
    const isThere = status !== undefined && (status !== 'DELETE_COMPLETE' || isAskedById);
    const missing = refused('ValidationError', `Stack with id ${stack} does not exist`);
    switch (action) {
      case 'DescribeStacks':
        return isThere ? `<Stacks><member>${stackXml(stack, status)}</member></Stacks>` : missing;
      case 'GetTemplate':
        return isThere ? `<TemplateBody>${DEPLOYED.replaceAll('"', '&quot;')}</TemplateBody>` : missing;
      case 'CreateChangeSet':
        // YAML and JSON have no resources before their first resource.
        if (!/^"?\s*"?Resources"?:/m.test(parameters.get('TemplateBody') ?? 'Resources:')) {
          return refused('ValidationError', 'Template format error: At least one Resources member must be defined.');
        }
        this.statuses.set(stack, status ?? 'REVIEW_IN_PROGRESS');
        this.changeSets.add(stack);
        return `<Id>${arnOf(stack, 'changeSet')}</Id><StackId>${arnOf(stack)}</StackId>`;
      case 'DescribeChangeSet':
        return this.changeSets.has(stack)
          ? changeSetXml(stack)
          : refused('ChangeSetNotFound', 'there is no such change set');
      case 'ExecuteChangeSet':
        this.statuses.set(stack, 'UPDATE_COMPLETE');
        this.changeSets.delete(stack);
        return '';
      case 'DeleteStack':
        this.statuses.set(stack, 'DELETE_COMPLETE');
        return '';
      case 'DeleteChangeSet':
        this.changeSets.delete(stack);
        return '';
      case 'DescribeStackEvents':
      case 'ListStackResources':
      case 'DescribeStackResources':
      case 'UpdateTerminationProtection':
        return '';
      default:
        return undefined;
    }
  }
}

const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/stub/stub`;
const STS: Record<string, string> = {
  GetCallerIdentity: `<Arn>${ARN}</Arn><UserId>AIDA</UserId><Account>${ACCOUNT}</Account>`,
  AssumeRole:
    '<Credentials><AccessKeyId>AKIDEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey>' +
    '<SessionToken>example</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>' +
    `<AssumedRoleUser><AssumedRoleId>A:stub</AssumedRoleId><Arn>${ARN}</Arn></AssumedRoleUser>`,
};

function s3Answer({ url = '', method }: IncomingMessage): Answer {
  if (url.includes('?location')) return ok(`<LocationConstraint>${REGION}</LocationConstraint>`);
  if (url.includes('?encryption')) {
    const byDefault = '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>';
    const rule = `<Rule>${byDefault}</ApplyServerSideEncryptionByDefault></Rule>`;
    return ok(`<ServerSideEncryptionConfiguration>${rule}</ServerSideEncryptionConfiguration>`);
  }
  return ok(method === 'GET' ? '<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>' : '<Done/>');
}

function stackXml(stack: string, status: string): string {
  return [
    `<StackId>${arnOf(stack)}</StackId><StackName>${stack}</StackName>`,
    `<CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus>`,
    '<EnableTerminationProtection>false</EnableTerminationProtection>',
  ].join('');
}

function changeSetXml(stack: string): string {
  return [
    `<ChangeSetName>cdk</ChangeSetName><ChangeSetId>${arnOf(stack, 'changeSet')}</ChangeSetId>`,
    `<StackId>${arnOf(stack)}</StackId><StackName>${stack}</StackName>`,
    '<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>',
    '<Changes><member><Type>Resource</Type><ResourceChange><Action>Add</Action><LogicalResourceId>Topic</LogicalResourceId>',
    '<ResourceType>AWS::SNS::Topic</ResourceType></ResourceChange></member></Changes>',
  ].join('');
}

function arnOf(stack: string, kind = 'stack'): string {
  return `arn:aws:cloudformation:${REGION}:${ACCOUNT}:${kind}/${stack}/00000000-0000-0000-0000-000000000000`;
}

/** The name of a stack that is asked for by name or by id. */
function nameIn(given: string | null): string {
  return given?.startsWith('arn:') ? given.split('/')[1] : (given ?? '');
}

function ok(text: string): Answer {
  return { status: 200, text };
}

function refused(code: string, message: string): Answer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status: 400, text: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
}
