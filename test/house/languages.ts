import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsiiKernel, ObjectReference } from './jsii-kernel';
import { NAME } from './packed-app';

export const oursAs = (fqn: string) => `${NAME}.${fqn}`;
export const enumeral = (fqn: string) => ({ '$jsii.enum': fqn });
const map = (entries: object) => ({ '$jsii.map': entries });

/** The order in which a language has the entries of a map, and of a list that a team may write in any order. */
type Given = <T>(value: T[]) => T[];

/** A struct as other languages hand it over, with null for members that are not set. */
const struct = (fqn: string, data: object) => ({ '$jsii.struct': { fqn, data } });

/** An app, and what fills it as other languages do. */
export async function placeIn(kernel: JsiiKernel) {
  const create = (fqn: string, scope: ObjectReference, id: string, props: object) =>
    kernel.create(oursAs(fqn), scope, id, struct(oursAs(`${fqn}Props`), { ...props, removalPolicy: null }));
  const call = (fqn: string, method: string, ...args: unknown[]) =>
    kernel.callStatic<ObjectReference>(fqn, method, ...args);

  const root = await kernel.create('aws-cdk-lib.App');
  const stackOf = (id: string) => {
    const env = struct('aws-cdk-lib.Environment', { account: '111111111111', region: 'eu-central-1' });
    return kernel.create('aws-cdk-lib.Stack', root, id, struct('aws-cdk-lib.StackProps', { env, tags: null }));
  };
  return { root, create, call, stackOf };
}

/** The templates of an app with networks, data, services and an edge; lists and maps have the order that `inOrder` gives them. */
export async function templatesOf(kernel: JsiiKernel, inOrder: Given): Promise<Record<string, any>> {
  const entries = (given: Record<string, unknown>) => map(Object.fromEntries(inOrder(Object.entries(given))));
  const { root, create, call, stackOf } = await placeIn(kernel);
  const days = (count: number) => call('aws-cdk-lib.Duration', 'days', count);
  const [base, data, services, site] = [
    await stackOf('Network'),
    await stackOf('Data'),
    await stackOf('Services'),
    await stackOf('Site'),
  ];

  const network = await create('network.ThreeTierNetwork', base, 'Network', {
    cidr: '10.0.0.0/16',
    availabilityZones: inOrder(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']),
    egress: await call(oursAs('network.NetworkEgress'), 'natGatewayPerZone'),
    additionalTiers: inOrder([
      struct(oursAs('network.AdditionalTier'), { name: 'Batch', cidr: '10.0.30.0/24', egress: true }),
      struct(oursAs('network.AdditionalTier'), { name: 'Vault', cidr: '10.0.40.0/24', egress: null }),
    ]),
  });
  const ranges = inOrder(['192.168.10.0/24', '192.168.20.0/24']);
  const options = struct(oursAs('network.NetworkConnectionOptions'), { ranges, includeDataTier: null });
  const office = await call(
    oursAs('network.NetworkConnection'),
    'virtualPrivateGateway',
    'vgw-0123456789abcdef0',
    options,
  );
  await kernel.call(network, 'addConnection', 'Office', office);
  const vpc = await kernel.get<ObjectReference>(network, 'vpc');
  const subnets = await kernel.get<ObjectReference>(network, 'dataSubnets');

  const database = await create('data.PostgresDatabase', data, 'Database', {
    vpc,
    subnets,
    databaseName: 'tracker',
    users: inOrder(['app', 'reports']),
    parameters: entries({ log_connections: '1', work_mem: '8192' }),
    userPasswordRotation: await days(30),
  });
  const files = await create('data.FileStore', data, 'Files', {
    prefixPerTenant: true,
    corsOrigins: ['https://app.bank.example', 'https://www.bank.example'],
    writeOnce: null,
  });
  const resource = (it: ObjectReference) => call('aws-cdk-lib.aws_backup.BackupResource', 'fromConstruct', it);
  await create('data.DataBackup', data, 'Backup', {
    resources: [await resource(database), await resource(files)],
    copyTo: 'us-east-1',
    dailyRetention: await days(30),
    restoreTest: struct(oursAs('data.BackupRestoreTest'), {
      metadataOverrides: entries({
        RDS: entries({ dbSubnetGroupName: 'data', multiAz: 'false' }),
        S3: entries({ encrypted: 'true' }),
      }),
      validationWindow: null,
    }),
  });

  const zone = await call(oursAs('network.HostedZoneSource'), 'fromHostedZoneId', 'Z0123456789ABCDEFGHIJ');
  const dns = await create('network.BankDns', base, 'Dns', { rootDomain: 'bank.example', zone });
  const domain = await call(oursAs('service.ApiDomain'), 'behindCloudFront', dns, '*.bank.example');
  const loadBalancer = await create('service.SharedLoadBalancer', services, 'LoadBalancer', {
    vpc,
    domain,
    exposure: await call(oursAs('service.ApiExposure'), 'cloudFront', null),
  });
  const image = await create('service.ImageRepository', services, 'Image', {
    image: '111111111111.dkr.ecr.eu-central-1.amazonaws.com/api:live',
  });
  const login = await kernel.call<ObjectReference>(database, 'forUser', 'app');
  const names = entries({ DB_HOST: 'PGHOST', DB_NAME: 'PGDATABASE' });
  const uses = inOrder([await call(oursAs('core.ServiceBinding'), 'withNames', login, names), files]);
  await create('service.BankApiService', services, 'Api', {
    ...{ vpc, loadBalancer, domain, image, uses },
    routing: await call(oursAs('service.ApiRouting'), 'paths', inOrder(['/v1', '/v1/*'])),
    targetProtocol: enumeral('aws-cdk-lib.aws_elasticloadbalancingv2.ApplicationProtocol/HTTPS'),
    environment: entries({ NODE_ENV: 'production', LOG_LEVEL: 'info' }),
  });

  const firewall = await create('edge.EdgeFirewall', site, 'Firewall', {
    scope: enumeral(oursAs('edge.FirewallScope/CLOUDFRONT')),
    mode: enumeral(oursAs('edge.FirewallMode/BLOCK')),
    blockedCountries: inOrder(['KP', 'IR']),
    ruleExceptions: entries({
      SizeRestrictions_BODY: inOrder(['/v1/graphql', '/v1/files/*']),
      SQLi_QUERYARGUMENTS: inOrder(['/v1/search', '/v1/find']),
    }),
    redactedHeaders: inOrder(['x-token', 'x-secret']),
  });
  const portal = await create('site.StaticSpaSite', site, 'Portal', {
    toolchain: await call(oursAs('site.SpaToolchain'), 'vite', null),
    domain: await call(oursAs('site.SiteDomain'), 'inZone', dns, '*.bank.example', null),
    webAclArn: await kernel.get(firewall, 'webAclArn'),
  });
  const vpcOrigin = await kernel.get<ObjectReference>(loadBalancer, 'vpcOrigin');
  const viewer = struct(oursAs('site.SiteApiOptions'), { hostHeader: enumeral(oursAs('site.ApiHostHeader/VIEWER')) });
  await kernel.call(portal, 'addApi', '/v1/*', vpcOrigin, viewer);

  const directory = await kernel.get<string>(await kernel.call<ObjectReference>(root, 'synth'), 'directory');
  const templates = readdirSync(directory)
    .filter((file) => file.endsWith('.template.json'))
    .sort();
  return Object.fromEntries(templates.map((file) => [file, JSON.parse(readFileSync(join(directory, file), 'utf8'))]));
}
