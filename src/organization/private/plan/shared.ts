import { CfnResource, Stack } from 'aws-cdk-lib';
import { accountLabel, Landscape, ofType, orNothing, placeOf } from './landscape';
import { inRegions, oncePerRegion } from './regions';
import { allowedBy, conditionText, grantOf } from './statements';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { listOf, principalsOf } from '../../../core/private/plan/policy-statements';
import { nameOf, propertiesOf, readableText } from '../../../core/private/plan/template-reader';

/** Properties with a policy of a resource, by type. */
const POLICIES: Record<string, string> = {
  'AWS::CodeArtifact::Domain': 'PermissionsPolicyDocument',
  'AWS::CodeArtifact::Repository': 'PermissionsPolicyDocument',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::Events::EventBusPolicy': 'Statement',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::Logs::Destination': 'DestinationPolicy',
  'AWS::Logs::LogGroup': 'ResourcePolicyDocument',
  'AWS::Oam::Sink': 'Policy',
  'AWS::Organizations::ResourcePolicy': 'Content',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
};

/** Condition keys that limit a statement to an organization. */
const OF_ORGANIZATION =
  /aws:(PrincipalOrgID|SourceOrgID|PrincipalOrgPaths|SourceOrgPaths) (ForAnyValue:)?String(Equals|Like) /;

interface Shared {
  readonly account: string;
  readonly resource: string;
  readonly with: string;
  readonly may: string[];
  readonly region: string;
}

/** What principals of other accounts reach, by policies of resources and by shares of AWS RAM. */
export function sharedSection(landscape: Landscape): PlanSection {
  const byPolicy = Object.entries(POLICIES).flatMap(([type, property]) =>
    ofType(landscape, type).flatMap((resource) => sharedBy(landscape, resource, propertiesOf(resource)[property])),
  );
  const byShare = ofType(landscape, 'AWS::RAM::ResourceShare').flatMap((share) => ofShare(landscape, share));
  const all = oncePerRegion([...byPolicy, ...byShare], ({ account, resource, with: others, may }) => {
    return JSON.stringify([account, resource, others, may]);
  });
  const accounts = [...new Set(all.map(({ of: { account } }) => account))];
  return {
    key: 'shared',
    title: 'What other accounts reach, by policies of resources and by shares',
    lines: orNothing(
      accounts.flatMap((account) => [
        account,
        ...all
          .filter(({ of }) => of.account === account)
          .flatMap(({ of: { resource, with: others, may }, regions }) => [
            `  ${resource}${inRegions(regions)}, with ${others}`,
            ...may.map((it) => `    ${it}`),
          ]),
      ]),
    ),
    data: all.map(({ of: { account, resource, with: others, may }, regions }) => ({
      ...{ account, resource, with: others, may, regions },
    })),
  };
}

function sharedBy(landscape: Landscape, resource: CfnResource, document: any): Shared[] {
  const kind = resource.cfnResourceType.replace(/^AWS::|Policy$/g, '').replace('::', ' ');
  const subject = subjectOf(resource);
  const account = placeOf(landscape, resource);
  const { region } = Stack.of(resource);
  return allowedBy(documentOf(resource, document)).flatMap((statement) => {
    const others = othersOf(landscape, resource, statement);
    const { may } = grantOf(resource, statement, subject);
    return others === undefined ? [] : [{ account, resource: `${kind} ${subject}`, with: others, may, region }];
  });
}

/** A document that a type takes as text, with references in it. */
function documentOf(resource: CfnResource, document: any): any {
  const isText = document !== undefined && document.Statement === undefined && !('Effect' in Object(document));
  if (isText) return readableText(Stack.of(resource), document);
  return 'Effect' in Object(document) ? { Statement: document } : document;
}

/** Who of other accounts a statement lets in; `undefined` if it is of the account of the resource alone. */
function othersOf(landscape: Landscape, resource: CfnResource, statement: any): string | undefined {
  const { account } = Stack.of(resource);
  const principals = principalsOf(resource, statement).sort();
  const condition = statement.Condition && conditionText(resource, statement.Condition);
  const only = condition ? ` if ${condition}` : '';
  if (OF_ORGANIZATION.test(condition ?? '')) {
    const who = principals.filter((it) => it !== '*').map((it) => labelled(landscape, it));
    return `the organization${who.length > 0 ? `, by ${who.join(', ')}` : ''}${only}`;
  }
  const others = principals
    .filter((it) => isOther(it, account) || namesOther(condition, account))
    .map((it) => (it === '*' ? 'EVERYONE' : labelled(landscape, it)));
  return others.length > 0 && !isOwn(condition, account) ? `${others.join(', ')}${only}` : undefined;
}

/** Services act for the account of the resource, unless a condition names others. */
function isOther(principal: string, account: string): boolean {
  return principal === '*' || (/\d{12}/.test(principal) && !principal.includes(account));
}

/** Whether a condition names another account, for which a service acts. */
function namesOther(condition: string = '', account: string): boolean {
  return (condition.match(/\b\d{12}\b/g) ?? []).some((id) => id !== account);
}

/** Whether conditions limit a statement to one account, that of the resource. */
function isOwn(condition: string | undefined, account: string): boolean {
  return new RegExp(
    `(aws:PrincipalAccount|aws:SourceAccount|kms:CallerAccount) String(Equals|Like) ${account}( and |$)`,
  ).test(condition ?? '');
}

function ofShare(landscape: Landscape, share: CfnResource): Shared[] {
  const { Principals = [], ResourceArns = [], AllowExternalPrincipals = true } = propertiesOf(share);
  const text = (it: unknown) => readableText(Stack.of(share), it);
  const outside = AllowExternalPrincipals === false ? 'no account outside of the organization' : 'ACCOUNTS OUTSIDE TOO';
  return listOf(Principals).map((principal) => ({
    account: placeOf(landscape, share),
    resource: `RAM ${nameOf(share)}`,
    with: text(principal).includes(':organization/')
      ? `the organization ${text(principal).split('/').at(-1)}`
      : labelled(landscape, text(principal)),
    region: Stack.of(share).region,
    may: [`${listOf(ResourceArns).map(text).sort().join(', ')}; ${outside}`],
  }));
}

/** What a policy is about: the bucket of a bucket policy, and so on. */
function subjectOf(resource: CfnResource): string {
  const { Bucket, Topics, Queues, SecretId } = propertiesOf(resource);
  const subject = Bucket ?? Topics ?? Queues ?? SecretId;
  return subject === undefined ? nameOf(resource) : readableText(Stack.of(resource), subject);
}

/** An ARN with the name of its account. */
function labelled(landscape: Landscape, principal: string): string {
  const [, id] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal) ?? [];
  return id === undefined ? principal : `account ${accountLabel(landscape, id)}`;
}
