import { Stack } from 'aws-cdk-lib';
import { Permission } from './permission';
import { factsOf } from './permission-table';
import { literalsIn, partitionOf } from './resource-arns';
import type { Sources } from './resource-permissions';
import { TemplateResource } from './templates';

const KEY = 'kms:{Region}:{Account}:key/{KeyId}';

/** What CloudFormation reads beside resources: the bootstrap version, parameters, secrets, outputs and assets. */
export function stackPermissions(stack: Stack, { templates, arns }: Sources, qualifier: string): Permission[] {
  const template = templates.documentOf(stack);
  const prefix = `arn:${partitionOf(stack)}`;
  const place = `${stack.region}:${stack.account}`;
  const texts = literalsIn(template);
  const permissions: Permission[] = [];
  const allow = (action: string, resource: string) => permissions.push({ action, resource });

  // The CDK adds the parameter with the version when it writes the template, after these are generated.
  allow('ssm:GetParameters', `${prefix}:ssm:${place}:parameter/cdk-bootstrap/${qualifier}/version`);
  for (const { Type, Default } of Object.values<any>(template.Parameters ?? {})) {
    if (!String(Type).startsWith('AWS::SSM::Parameter')) continue;
    allow('ssm:GetParameters', `${prefix}:ssm:${place}:parameter/${String(Default ?? '*').replace(/^\//, '')}`);
  }
  for (const [, kind, id] of texts.flatMap((text) => [
    ...text.matchAll(/\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]*)/g),
  ])) {
    if (kind !== 'secretsmanager') {
      allow('ssm:GetParameters', `${prefix}:ssm:${place}:parameter/${id.replace(/^\/|:\d+$/g, '')}`);
    } else if (id.startsWith('arn:')) {
      allow('secretsmanager:GetSecretValue', id.split(':').slice(0, 7).join(':'));
    } else {
      allow('secretsmanager:GetSecretValue', `${prefix}:secretsmanager:${place}:secret:${id.split(':')[0]}-??????`);
    }
  }
  templates.visit(stack, template, (name, argument) => {
    if (name !== 'Fn::GetStackOutput') return;
    if (argument.RoleArn !== undefined) {
      // The role reads the stack, in its own account.
      return arns.texts(stack, argument.RoleArn, 'arn').forEach((role) => allow('sts:AssumeRole', role));
    }
    const region = argument.Region ?? stack.region;
    const [read] = arns.texts(stack, argument.StackName, 'name');
    allow('cloudformation:DescribeStacks', `${prefix}:cloudformation:${region}:${stack.account}:stack/${read}/*`);
  });
  // Code of functions and templates of nested stacks are in the bucket of the bootstrap.
  const bucket = `cdk-${qualifier}-assets-${stack.account}-${stack.region}`;
  if (JSON.stringify(template).includes(`cdk-${qualifier}-assets-`)) {
    allow('s3:GetObject', `${prefix}:s3:::${bucket}/*`);
  }
  return permissions;
}

/** What services do with a key for the resource that names it, and the function behind a custom resource. */
export function relatedPermissions(resource: TemplateResource, { templates, arns }: Sources): Permission[] {
  const { type, stack, properties } = resource;
  if (isCustom(type)) {
    const texts = arns.texts(stack, properties.ServiceToken, 'arn');
    return texts.map((arn) => ({ action: 'lambda:InvokeFunction', resource: arn }));
  }
  if (!factsOf(type) || factsOf(type)!.own.includes(KEY) || /Policy$/.test(type)) return [];
  const keys = templates.referencesOf(resource).filter((other) => other.type === 'AWS::KMS::Key');
  const named = [...keys.flatMap((key) => arns.own(key)), ...arns.literals(resource, KEY)];
  const through = { StringLike: { 'kms:ViaService': `*.${stack.region}.amazonaws.com` } };
  return named.flatMap((on) => [
    ...['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'].map(
      (action) => ({ action, resource: on, conditions: through }),
    ),
  ]);
}

/** Whether the type is a custom resource, which a function of the app creates. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
