import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { floors } from './floors';
import { JsiiKernel, ObjectReference } from './jsii-kernel';
import { PackedApp } from './packed-app';
import { Repository } from './repository';

const NAME = 'rl-bank-constructs';
const folders = Repository.here.folders('src');

const stacks = `
const app = new App();
const stack = new Stack(app, 'Site', { env: { account: '111111111111', region: 'ap-southeast-1' } });
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone: ZoneSource.existing('Z0123456789ABCDEFGHIJ') });
new EdgeCertificate(stack, 'Certificate', { zone: dns.zone, domainName: 'app.bank.example' });
const domain = SiteDomain.inZone(dns, 'merchant.bank.example');
new StaticSpaSite(stack, 'Portal', { toolchain: SpaToolchain.vite(), domain });
const { vpc } = new ImportedNetwork(stack, 'Network', {
  vpcId: 'vpc-1',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  wayOut: WayOut.nat(),
});
const image = new ContainerImageChannel(stack, 'Image', {
  image: '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live',
});
const api = new BankApiService(stack, 'Api', { vpc, image, domain: ApiDomain.inZone(dns, 'api.bank.example') });
const gitHub = new OidcIssuer(stack, 'GitHub', { issuerExists: true });
const trust = DeployTrust.token(gitHub, GitHubRepository.of('rl-bank/rl-bank-api').environment('prd'));
new LeastPrivilegeDeployRoles(stack, 'Roles', { namePrefix: 'prd-rl-bank', imagePush: { trust, image } });
const oncall = AlarmTarget.email('oncall@bank.example');
new BankObservability(stack, 'Watch', { namePrefix: 'prd-rl-bank', sources: { api }, page: [oncall], ticket: [oncall] });
console.log(app.synth().stacks.map(({ stackName, environment }) => stackName + ' in ' + environment.region).join());
`;
const esmApp = `
import { App, Stack } from 'aws-cdk-lib';
import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from '${NAME}/delivery';
import { EdgeCertificate } from '${NAME}/edge';
import { BankDns, ImportedNetwork, WayOut, ZoneSource } from '${NAME}/network';
import { AlarmTarget, BankObservability } from '${NAME}/observability';
import { ApiDomain, BankApiService, ContainerImageChannel } from '${NAME}/service';
import { SiteDomain, SpaToolchain, StaticSpaSite } from '${NAME}/site';
${stacks}`;
const typedApp = `${esmApp}
// Were the types not found, nothing would be wrong here.
// @ts-expect-error - domainName is required
export const incomplete = () => new EdgeCertificate(stack, 'Incomplete', { zone: dns.zone });
`;
const synthesized = 'Site-edge in us-east-1,Site in ap-southeast-1,Site-watch in ap-southeast-1\n';

let app: PackedApp;
beforeAll(() => {
  app = PackedApp.install();
  app.write('app.mjs', esmApp);
  app.write('app.ts', typedApp);
}, 120_000);
afterAll(() => app?.remove());

describe('the tarball', () => {
  test('holds the compiled library, its assembly, its licence and what to read', () => {
    const read = ['LICENSE', 'README.md', 'docs/runbook.md'];
    expect(app.packedFiles).toEqual(
      expect.arrayContaining([...read, '.jsii', 'package.json', 'lib/index.js', 'lib/index.d.ts']),
    );
    expect(app.packedFiles).toEqual(expect.arrayContaining(folders.map((folder) => `lib/${folder}/index.js`)));
    expect(app.packedFiles).toContain('resources/bank/bank-mvp.schema.json');
  });

  test('holds nothing else', () => {
    const belongs =
      /^(lib\/.*|resources\/.*|assets\/.*|node_modules\/yaml\/.*|docs\/runbook\.md|\.jsii(\.tabl\.json)?|package\.json|LICENSE|NOTICE|[A-Z]+\.md)$/;
    const isSource = (path: string) => /\.[cm]?ts$/.test(path) && !path.endsWith('.d.ts');

    expect(app.packedFiles.filter((path) => !belongs.test(path) || isSource(path))).toEqual([]);
    expect(app.packedFiles).not.toContain('CONTRIBUTING.md');
  });

  test('names no path of the machine it was made on, in source maps neither', () => {
    const leaks = app.packedFiles.filter((path) => {
      const text = app.read(NAME, path);
      const maps = [...text.matchAll(/sourceMappingURL=data:[^,]*;base64,(\S+)/g)].map(([, map]) => decoded(map));
      const isAbsolute = maps.some((map) =>
        [map.sourceRoot ?? '', ...map.sources].some((it) => /^(\/|\w:|file:)/.test(it)),
      );
      const all = [text, ...maps.map((map) => JSON.stringify(map))].join('\n');
      return isAbsolute || [Repository.here.root, homedir()].some((place) => all.includes(`${place}/`));
    });

    expect(leaks).toEqual([]);
  });

  test('brings the one dependency that is bundled, and runs nothing when it is installed', () => {
    const { dependencies, bundledDependencies, bundleDependencies, optionalDependencies, scripts } = JSON.parse(
      app.read(NAME, 'package.json'),
    );

    expect({ dependencies, optionalDependencies }).toEqual({ dependencies: { yaml: '2.9.1' } });
    expect(bundledDependencies ?? bundleDependencies).toEqual(['yaml']);
    expect(app.packedFiles).toEqual(
      expect.arrayContaining(['node_modules/yaml/LICENSE', 'node_modules/yaml/dist/index.js']),
    );
    expect(JSON.parse(app.read(NAME, 'node_modules/yaml/package.json'))).toMatchObject({ license: 'ISC' });
    expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]));
  });
});

describe('installed in an empty folder, it', () => {
  test('is required by subpath', () => {
    expect(app.evaluate(`return typeof require('${NAME}/edge').EdgeCertificate`)).toBe('function');
  });

  test('is imported by subpath in an ES module, which synthesizes without credentials', () => {
    expect(app.node('app.mjs')).toBe(synthesized);
  }, 30_000);

  test('is found with its types by TypeScript that resolves like node16, and the compiled app synthesizes', () => {
    expect(app.compile('app.ts', '--module', 'node16', '--outDir', 'out')).toBe('');
    expect(app.node('out/app.js')).toBe(synthesized);
  }, 60_000);

  test.each([
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit']],
    ['node10', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0', '--noEmit']],
  ])(
    'is found with its types by TypeScript that resolves like %s',
    (_, options) => {
      expect(app.compile('app.ts', ...options)).toBe('');
    },
    60_000,
  );

  test.each(folders)('gives the same %s by subpath and from the root', (folder) => {
    const script = `
      const [part, root] = [require('${NAME}/${folder}'), require('${NAME}').${folder}];
      return Object.keys({ ...part, ...root }).filter((name) => part[name] !== root[name] || !part[name])`;
    expect(app.evaluate(script)).toEqual([]);
  });

  test('loads the YAML library only when a text is read', () => {
    const script = `
      const { BankMvpConfig } = require('${NAME}/bank');
      const loaded = () => Object.keys(require.cache).some((path) => path.includes('/yaml/'));
      BankMvpConfig.of({ enabled: true });
      const before = loaded();
      return [before, BankMvpConfig.fromText('enabled: true').enabled, loaded()]`;
    expect(app.evaluate(script)).toEqual([false, true, true]);
  });

  test.each(folders)('loads %s without the folders beside and above it', (folder) => {
    const script = `
      require('${NAME}/${folder}');
      return Object.keys(require.cache).flatMap((path) => /${NAME}.lib.(\\w+)./.exec(path)?.[1] ?? [])`;
    const loaded = [...new Set(app.evaluate<string[]>(script))];

    expect(loaded).toContain(folder);
    expect(loaded.filter((other) => other !== folder && floors[other] >= floors[folder])).toEqual([]);
  });

  test('refuses imports that go past its subpaths', () => {
    const script = `try { require('${NAME}/lib/edge') } catch (error) { return error.code }`;
    expect(app.evaluate(script)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('shows its assembly and its package.json to jsii', () => {
    expect(app.evaluate(`return require('${NAME}/package.json').name`)).toBe(NAME);
    expect(app.evaluate(`return require.resolve('${NAME}/.jsii')`)).toBe(
      join(app.folder, `node_modules/${NAME}/.jsii`),
    );
  });
});

describe('through the jsii kernel, as Python, Java and Go use it, it', () => {
  let kernel: JsiiKernel;
  beforeAll(async () => {
    kernel = await JsiiKernel.start(app.folder);
  }, 30_000);
  afterAll(async () => kernel?.stop());

  test('is not taken for loaded when it is not', async () => {
    await expect(kernel.load(NAME, '0.0.0', join(app.folder, 'package.json'))).rejects.toThrow();
    await expect(kernel.create(`${NAME}.edge.EdgeCertificate`)).rejects.toThrow(/not found/i);
  });

  test('loads after what it depends on, and defines a certificate', async () => {
    for (const name of loadOrder(NAME)) {
      const { version } = JSON.parse(app.read(name, 'package.json'));
      const tarball = name === NAME ? app.tarball : app.tarballOf(name);
      expect(await kernel.load(name, version, tarball)).toBe(name);
    }

    const root = await kernel.create('aws-cdk-lib.App');
    const env = { account: '111111111111', region: 'ap-southeast-1' };
    const stack = await kernel.create('aws-cdk-lib.Stack', root, 'Site', { env });
    const source = await kernel.callStatic(`${NAME}.network.ZoneSource`, 'existing', 'Z0123456789ABCDEFGHIJ');
    const dns = await kernel.create(`${NAME}.network.BankDns`, stack, 'Dns', {
      rootDomain: 'bank.example',
      zone: source,
    });
    const zone = await kernel.get<ObjectReference>(dns, 'zone');
    const props = { zone, domainName: 'app.bank.example' };
    const certificate = await kernel.create(`${NAME}.edge.EdgeCertificate`, stack, 'Certificate', props);
    const edgeStack = await kernel.get<ObjectReference>(certificate, 'edgeStack');

    expect(certificate['$jsii.byref']).toMatch(/^rl-bank-constructs\.edge\.EdgeCertificate@/);
    expect(await kernel.get(edgeStack, 'region')).toBe('us-east-1');
    await expect(kernel.call(root, 'synth')).resolves.toBeDefined();

    const text = 'enabled: true\nnetwork: {vpcId: vpc-1}';
    const config = await kernel.callStatic<ObjectReference>(`${NAME}.bank.BankMvpConfig`, 'fromText', text);
    expect(await kernel.get(await kernel.get<ObjectReference>(config, 'network'), 'vpcId')).toBe('vpc-1');
    expect(await kernel.get(config, 'region')).toBe('ap-southeast-1');
    const misspelt = kernel.callStatic(`${NAME}.bank.BankMvpConfig`, 'of', { enable: true });
    await expect(misspelt).rejects.toThrow(/'enable' is true, but there is no such key: the nearest one is 'enabled'/);

    const refused = kernel.create(`${NAME}.edge.EdgeCertificate`, stack, 'Refused', { zone, domainName: 'nowhere' });
    await expect(refused).rejects.toThrow(/'domainName' is "nowhere".*\[edge-certificate\/.* at Site\/Refused\]/);
  }, 120_000);
});

/** The jsii packages that a package needs, in the order in which they can be loaded, itself last. */
function loadOrder(name: string): string[] {
  const { dependencies, peerDependencies } = JSON.parse(app.read(name, 'package.json'));
  const needed = Object.keys({ ...dependencies, ...peerDependencies });
  const isJsii = (other: string) => existsSync(join(app.folder, 'node_modules', other, '.jsii'));
  return [...new Set([...needed.filter(isJsii).flatMap(loadOrder), name])];
}

function decoded(map: string): { sources: string[]; sourceRoot?: string } {
  return JSON.parse(Buffer.from(map, 'base64').toString());
}
