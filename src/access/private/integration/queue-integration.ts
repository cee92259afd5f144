import { Stack } from 'aws-cdk-lib';
import { Integration, IntegrationType, MethodResponse, PassthroughBehavior } from 'aws-cdk-lib/aws-apigateway';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { IntegrationParts, RouteOfIntegration } from './integration';
import { crossStack } from './references';
import { entriesOf } from '../../../core/private/checks/types';
import { childScope } from '../../../core/private/resources/child-scope';

const OF_QUEUE = ['QueueName', 'FifoQueue'];

/** Sends the body of a request to a queue, and answers 202 with the id of the message. */
export function queueIntegration(
  route: RouteOfIntegration,
  queue: IQueue,
  fromAuthorizer: Record<string, string>,
): IntegrationParts {
  const { api, timeout } = route;
  const stack = Stack.of(api);
  const name = crossStack(queue, { name: 'QueueName', value: queue.queueName, replacedBy: OF_QUEUE });
  const integration = new Integration({
    type: IntegrationType.AWS,
    integrationHttpMethod: 'POST',
    uri: `arn:${stack.partition}:apigateway:${stack.region}:sqs:path/${stack.account}/${name}`,
    options: {
      timeout,
      credentialsRole: senderRole(api, queue),
      // One template for each content type that clients name: others get 415, and not the body as it is.
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
      requestTemplates: { 'application/json': sendMessage(fromAuthorizer) },
      integrationResponses: [
        answer('202', undefined, '{"messageId":"$input.path(\'$.SendMessageResponse.SendMessageResult.MessageId\')"}'),
        answer('400', '400', '{"message":"The queue does not accept the message"}'),
        answer('502', '(?!400)[45]\\d{2}', '{"message":"The queue is not available"}'),
      ],
    },
  });
  return { integration, methodResponses: ['202', '400', '502'].map(responseOf) };
}

function sendMessage(fromAuthorizer: Record<string, string>): string {
  const attributes = entriesOf(fromAuthorizer).flatMap(([name, key], index) => {
    const prefix = `MessageAttribute.${index + 1}`;
    return [
      `${prefix}.Name=${encodeURIComponent(name)}`,
      `${prefix}.Value.DataType=String`,
      `${prefix}.Value.StringValue=$util.urlEncode($context.authorizer${inTemplate(key)})`,
    ];
  });
  return ['Action=SendMessage', 'MessageBody=$util.urlEncode($input.body)', ...attributes].join('&');
}

/** A key in the notation of templates, where a colon would end the name: that of `claims.custom:tenant` is in quotes. */
function inTemplate(key: string): string {
  return key
    .split('.')
    .map((part) => (/^[A-Za-z_][\w-]*$/.test(part) ? `.${part}` : `['${part}']`))
    .join('');
}

function answer(statusCode: string, selectionPattern: string | undefined, template: string) {
  return { statusCode, selectionPattern, responseTemplates: { 'application/json': template } };
}

function responseOf(statusCode: string): MethodResponse {
  return { statusCode };
}

/** Role that sends to one queue, once for all routes. */
function senderRole(api: Construct, queue: IQueue): Role {
  const senders = childScope(api, 'Senders');
  const known = senders.node.tryFindChild(queue.node.addr) as Role | undefined;
  if (known) {
    return known;
  }
  const { account } = Stack.of(api);
  const assumedBy = new ServicePrincipal('apigateway.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
  const role = new Role(senders, queue.node.addr, { assumedBy });
  const queueArn = crossStack(queue, { name: 'QueueArn', value: queue.queueArn, replacedBy: OF_QUEUE });
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
  const { encryptionMasterKey: key } = queue;
  if (key) {
    const resources = [crossStack(key, { name: 'QueueKeyArn', value: key.keyArn })];
    role.addToPolicy(new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources }));
  }
  return role;
}
