import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';

/** A resource that CloudFormation can import, by the property that identifies it. */
interface Importable {
  readonly logicalId: string;
  readonly type: string;
  readonly identifier: Record<string, string>;
  /** The command that prints the identifier, where it is not the name. */
  readonly command?: string;
}

/** What `cdk import` takes for one stack. */
export interface StackImport {
  readonly stack: string;
  readonly file: string;
  readonly resources: Importable[];
}

/** The property that is both name and identifier, by type: the primary identifier of the type's schema. */
const NAMED: Record<string, string> = {
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SSM::Parameter': 'Name',
};

/** What the plan of a bank would create, and what `cdk import` takes over instead where it exists. */
export function importsOf(bank: Construct): StackImport[] {
  const types = [
    ...Object.keys(NAMED),
    'AWS::SecretsManager::Secret',
    'AWS::Route53::HostedZone',
    'AWS::IAM::OIDCProvider',
  ];
  const all = types.flatMap((type) => resourcesBelow(bank, type));
  return [...new Set(all.map(({ stack }) => stack))].flatMap((stack) => {
    const found = all.filter((it) => it.stack === stack);
    const known = found.flatMap((it) => importable(stack, it) ?? []);
    const ids = new Set(known.map(({ logicalId }) => logicalId));
    const resources = known.filter(({ logicalId }) => {
      return referencesOf(found.find((it) => idOf(it) === logicalId)!).every((id) => ids.has(id));
    });
    const file = `import-${stack.stackName}.json`;
    return resources.length > 0 ? [{ stack: stack.node.path, file, resources }] : [];
  });
}

/** The mapping files for `cdk import --resource-mapping`, by name. */
export function importFiles(imports: StackImport[]): Record<string, string> {
  return Object.fromEntries(
    imports.map(({ file, resources }) => {
      const mapping = Object.fromEntries(resources.map(({ logicalId, identifier }) => [logicalId, identifier]));
      return [file, `${JSON.stringify(mapping, null, 2)}\n`];
    }),
  );
}

/** @see https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-import.html */
export function importsSection(imports: StackImport[]): PlanSection {
  return {
    key: 'imports',
    title:
      'What can become part of a stack where it exists (the files are beside this plan; remove from them what does not exist)',
    lines: imports.flatMap(({ stack, file, resources }) => [
      `npx cdk import ${stack} --resource-mapping ${file} --force`,
      ...resources.map(({ type, identifier, command }) => {
        const [[name, value]] = Object.entries(identifier);
        return `  ${type} ${name} ${value}${command === undefined ? '' : `: ${command}`}`;
      }),
    ]),
    data: imports,
  };
}

function importable(stack: Stack, resource: CfnResource): Importable | undefined {
  const type = resource.cfnResourceType;
  const properties = propertiesOf(resource);
  const entry = { logicalId: idOf(resource), type };
  switch (type) {
    case 'AWS::SecretsManager::Secret':
      return {
        ...entry,
        identifier: { Id: `<ARN of ${properties.Name}>` },
        command: `aws secretsmanager describe-secret --region ${stack.region} --secret-id ${properties.Name} --query ARN --output text`,
      };
    case 'AWS::Route53::HostedZone':
      return {
        ...entry,
        identifier: { Id: `<id of the zone ${properties.Name}>` },
        command: `aws route53 list-hosted-zones-by-name --dns-name ${properties.Name} --query "HostedZones[?Name=='${properties.Name}' && !Config.PrivateZone].Id" --output text | cut -d/ -f3`,
      };
    case 'AWS::IAM::OIDCProvider': {
      const host = String(properties.Url).replace('https://', '');
      return { ...entry, identifier: { Arn: `arn:aws:iam::${stack.account}:oidc-provider/${host}` } };
    }
    default: {
      const name = properties[NAMED[type]];
      return typeof name === 'string' ? { ...entry, identifier: { [NAMED[type]]: name } } : undefined;
    }
  }
}

/** Other resources of the stack that a resource needs. An import has only the resources of its file, and what is deployed. */
function referencesOf(resource: CfnResource): string[] {
  const text = JSON.stringify(resource.stack.resolve((resource as any)._toCloudFormation()));
  const own = resource.stack.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter((it) => it.stack === resource.stack && it !== resource)
    .map(idOf);
  return own.filter((id) => text.includes(`"${id}"`));
}

function idOf(resource: CfnResource): string {
  return resource.stack.resolve(resource.logicalId);
}
