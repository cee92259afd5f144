import { deployContradictions } from './deploy-contradictions';
import { BankValues } from './keys';
import { Problem } from '../../core/private/checks/problems';
import { memorySizes } from '../../core/private/formats/fargate-sizes';
import { parseImageUri } from '../../core/private/formats/image-uri';
import { ApiDomain } from '../../service/api-domain';
import { ApiRouting } from '../../service/api-routing';
import { DEFAULT_GRAPHQL_PATH, routingProblems } from '../../service/private/traffic/routing-problems';

/** A config of which parts may be missing, since they are wrong. */
export type Draft<T = BankValues> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Name in keyof T]?: Draft<T[Name]> }
    : T;

/** Certificates that are requested have a first name of 64 characters at most. */
const LONGEST_HOST = 64;

/** Keys that are right by themselves and wrong together: what the JSON Schema cannot say, but for the gate. */
export function contradictions(draft: Draft, given: Draft): Problem[] {
  return [
    ...gate(draft),
    ...zone(draft),
    ...hosts(draft),
    ...subnets(draft),
    ...wayOut(draft),
    ...buckets(draft),
    ...size(draft),
    ...routing(draft),
    ...scaling(draft),
    ...places(draft),
    ...database(draft),
    ...adopted(draft, given),
    ...alarms(draft),
    ...deployContradictions(draft),
  ];
}

/** Each way tells that the other is broken: one of them alone would break in silence. */
function alarms({ alarms: { page = [], ticket = [] } = {} }: Draft): Problem[] {
  const [missing, there] = page.length === 0 ? ['page', 'ticket'] : ['ticket', 'page'];
  return when(
    (page.length === 0) !== (ticket.length === 0),
    `alarms.${missing}`,
    [],
    `alarms.${there} names somebody, and each of the two hears that the other is broken`,
    'name somebody in both, if need be the same',
  );
}

/** One problem if the condition holds, for a spread. */
export function when(wrong: boolean, prop: string, value: unknown, allowed: string, fix: string): Problem[] {
  return wrong ? [{ code: 'config/contradiction', prop, value, allowed, fix }] : [];
}

function gate({ enabled, createResources }: Draft): Problem[] {
  const allowed = 'enabled is not true, so there is nothing to create';
  const fix = 'set enabled to true, or take createResources out';
  const wrong = enabled === false && createResources === true;
  return when(wrong, 'createResources', true, allowed, fix).map((problem) => ({ ...problem, code: 'config/gate' }));
}

function zone({ domain, createResources }: Draft): Problem[] {
  return when(
    domain?.hostedZoneId !== undefined && domain.zoneIsDelegated === true,
    'domain.zoneIsDelegated',
    true,
    'it is about a zone that is made, and hostedZoneId names one that exists',
    'leave one of the two out',
  ).concat(
    when(
      createResources === true && isUndelegated({ domain }),
      'domain.zoneIsDelegated',
      domain?.zoneIsDelegated,
      'without hostedZoneId a zone is made, and certificates wait until the parent domain points at it',
      DELEGATE,
    ),
  );
}

/** Whether the zone is one that is made, and to which nobody says that the parent domain points. */
export function isUndelegated({ domain }: Draft): boolean {
  return domain?.rootDomain !== undefined && domain.hostedZoneId === undefined && domain.zoneIsDelegated !== true;
}

/** What to do about it. */
export const DELEGATE =
  'write the id of a zone as domain.hostedZoneId; or set it to true, deploy the zone by itself first, and go on when its name servers stand in the parent domain';

function hosts({ domain = {}, adopt = {} }: Draft): Problem[] {
  const parts = [
    ['apiSubdomain', adopt.apiCertificateArn],
    ['appSubdomain', adopt.webappCertificateArn],
    ['merchantSubdomain', adopt.merchantPortalCertificateArn],
  ] as const;
  return parts.flatMap(([name, certificate], index) => {
    const label = domain[name];
    const other = parts.slice(0, index).find(([before]) => domain[before] === label);
    const host = `${label}.${domain.rootDomain}`;
    const isLong = domain.rootDomain !== undefined && host.length > LONGEST_HOST && certificate === undefined;
    if (label === undefined) {
      return [];
    }
    return [
      ...when(
        other !== undefined,
        `domain.${name}`,
        label,
        `${other?.[0]} is the same, and one name leads to one place`,
        'choose another',
      ),
      ...when(
        isLong,
        `domain.${name}`,
        label,
        `${host} has ${host.length} characters, and a certificate is made for ${LONGEST_HOST} at most`,
        'choose a shorter name, or adopt a certificate',
      ),
    ];
  });
}

function subnets({ network }: Draft): Problem[] {
  const both = (network?.publicSubnetIds ?? []).filter((id) => network?.privateSubnetIds?.includes(id));
  return both.flatMap((id) =>
    when(
      true,
      'network.publicSubnetIds',
      id,
      'it is among the privateSubnetIds too, and a subnet either has a route from the internet or not',
      'leave it in the list it belongs to',
    ),
  );
}

function wayOut({ network = {} }: Draft): Problem[] {
  const { natAddresses = [], routeTableIds, endpointServices = [] } = network;
  const ofEndpoints = 'it is about endpoints, and wayOut is nat';
  return [
    ...when(
      network.wayOut === 'endpoints' && natAddresses.length > 0,
      'network.natAddresses',
      natAddresses,
      'it is about a NAT gateway, and wayOut is endpoints',
      'leave it out, or set wayOut to nat',
    ),
    ...when(
      network.wayOut === 'nat' && routeTableIds !== undefined,
      'network.routeTableIds',
      routeTableIds,
      ofEndpoints,
      'leave it out, or set wayOut to endpoints',
    ),
    ...when(
      network.wayOut === 'nat' && endpointServices.length > 0,
      'network.endpointServices',
      endpointServices,
      ofEndpoints,
      'leave it out, or set wayOut to endpoints',
    ),
  ];
}

function buckets({ webapp, merchantPortal, adopt }: Draft): Problem[] {
  const names = [
    ['webapp.bucketName', webapp?.bucketName],
    ['merchantPortal.bucketName', merchantPortal?.bucketName],
    ['adopt.apiAccessLogBucketName', adopt?.apiAccessLogBucketName],
    ['adopt.siteAccessLogBucketName', adopt?.siteAccessLogBucketName],
  ] as const;
  return names.flatMap(([path, name], index) => {
    const other = names.slice(0, index).find(([, before]) => before === name);
    const wrong = name !== undefined && other !== undefined;
    return when(wrong, path, name, `${other?.[0]} is the same bucket, and each holds one thing`, 'name another');
  });
}

function size({ api = {} }: Draft): Problem[] {
  const { cpu, memoryMiB } = api;
  const sizes = cpu === undefined ? [] : memorySizes(cpu);
  return when(
    memoryMiB !== undefined && cpu !== undefined && !sizes.includes(memoryMiB),
    'api.memoryMiB',
    memoryMiB,
    `with ${cpu} units of CPU Fargate has ${sizes.join(', ')}`,
    'choose one of these, or another api.cpu',
  );
}

/** The service's own rules: five wildcards in all, and a way to GraphQL, whose path is no key here. */
function routing({ api }: Draft): Problem[] {
  const domain = { graphqlPath: DEFAULT_GRAPHQL_PATH } as ApiDomain;
  const problems = api?.routing ? routingProblems(ApiRouting.paths(api.routing), domain, true) : [];
  return problems.flatMap((problem) => {
    const fix = problem?.code === 'api/graphql-not-routed' ? 'add "/api/*"' : problem?.fix;
    return problem && fix ? when(true, 'api.routing', problem.value, problem.allowed, fix) : [];
  });
}

function scaling({ api = {} }: Draft): Problem[] {
  const { desiredCount } = api;
  const { minTasks, maxTasks } = api.scaling ?? {};
  if (minTasks === undefined || maxTasks === undefined) {
    return [];
  }
  const isOutside = desiredCount !== undefined && (desiredCount < minTasks || desiredCount > maxTasks);
  return [
    ...when(
      maxTasks < minTasks,
      'api.scaling.maxTasks',
      maxTasks,
      `the fewest tasks are ${minTasks}`,
      'raise it, or lower api.scaling.minTasks',
    ),
    ...when(
      maxTasks >= minTasks && isOutside,
      'api.desiredCount',
      desiredCount,
      `scaling keeps the number of tasks from ${minTasks} to ${maxTasks}`,
      'start with a number between',
    ),
  ];
}

/** What is named by its ARN has to be where the image is: that is where everything is. */
function places({ api, webapp, merchantPortal, adopt }: Draft): Problem[] {
  const home = api?.image === undefined ? undefined : parseImageUri(api.image);
  if (home === undefined) {
    return [];
  }
  const regional = {
    'api.webAclArn': api?.webAclArn,
    'adopt.apiCertificateArn': adopt?.apiCertificateArn,
    ...Object.fromEntries(
      Object.entries(adopt?.secretArns ?? {}).map(([key, arn]) => [`adopt.secretArns.${key}`, arn]),
    ),
  };
  const ofEdge = {
    'webapp.webAclArn': webapp?.webAclArn,
    'merchantPortal.webAclArn': merchantPortal?.webAclArn,
    'adopt.webappCertificateArn': adopt?.webappCertificateArn,
    'adopt.merchantPortalCertificateArn': adopt?.merchantPortalCertificateArn,
  };
  return Object.entries({ ...regional, ...ofEdge }).flatMap(([path, arn]) => {
    const [, , , region, account] = arn?.split(':') ?? [];
    const wrong = account !== home.account || (path in regional && region !== home.region);
    const where = path in regional ? `account ${home.account} and region ${home.region}` : `account ${home.account}`;
    return when(arn !== undefined && wrong, path, arn, `api.image is in ${where}`, 'name one that is there too');
  });
}

function database({ database: { ports = [], addressRanges = [] } = {} }: Draft): Problem[] {
  return when(
    addressRanges.length > 0 && ports.length === 0,
    'database.addressRanges',
    addressRanges,
    'no port is known, so nothing would be opened there',
    'write database.ports too, such as [27017]',
  );
}

function adopted({ adopt, sentry, api }: Draft, given: Draft): Problem[] {
  const keys = Object.keys(adopt?.secretArns ?? {});
  const parameters = adopt?.parameters ?? [];
  const twilio = keys.filter((key) => key.startsWith('TWILIO_') && api?.twilioKeys?.includes(key) === false);
  const days = given.api?.logRetentionDays;
  return [
    ...twilio.flatMap((key) =>
      when(
        true,
        `adopt.secretArns.${key}`,
        '***',
        'api.twilioKeys does not name it',
        'add it there, or take it out here',
      ),
    ),
    ...when(
      keys.includes('SENTRY_DSN') && sentry?.apiDsn !== undefined,
      'adopt.secretArns.SENTRY_DSN',
      '***',
      'sentry.apiDsn makes it a parameter',
      'leave one of the two out',
    ),
    ...when(
      parameters.includes('SENTRY_DSN') && sentry !== undefined && sentry.apiDsn === undefined,
      'adopt.parameters',
      'SENTRY_DSN',
      'it is a secret as long as there is no sentry.apiDsn',
      'write sentry.apiDsn, or take it out',
    ),
    ...when(
      adopt?.logGroupName !== undefined && days !== undefined,
      'api.logRetentionDays',
      days,
      'it is of the log group that is made, and adopt.logGroupName names one that exists',
      'leave one of the two out',
    ),
  ];
}
