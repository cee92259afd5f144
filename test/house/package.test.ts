import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { floors } from './floors';
import { JsiiKernel, ObjectReference } from './jsii-kernel';
import { enumeral, oursAs, placeIn, templatesOf } from './languages';
import { NAME, PackedApp } from './packed-app';
import { Repository } from './repository';

const here = Repository.here;
const folders = here.folders('src');

/** What one process of the app answers: loading the CDK takes most of it. */
interface Answers {
  readonly stacks: string[];
  readonly cdk: string;
  /** The names that differ between the ways to a folder: its subpath required, imported, and the root. */
  readonly differing: Record<string, string[]>;
  /** The folders whose files are loaded when one is required. */
  readonly loaded: Record<string, string[]>;
  readonly yaml: boolean[];
  /** How many files are loaded before and after a name of a folder is used. */
  readonly lazily: unknown[];
  readonly past: string;
  readonly assembly: string;
}

const questions = `
import { createRequire } from 'node:module';
import { App } from 'aws-cdk-lib';
import { BankMvp, BankMvpConfig } from '${NAME}/bank';

const app = new App();
new BankMvp(app, 'Bank', { config: BankMvpConfig.fromFile('open.yaml') });
const stacks = app.synth().stacksRecursively.map((it) => it.stackName + ' in ' + it.environment.region).sort();

const require = createRequire(import.meta.url);
const home = require.resolve('${NAME}/package.json').replace('package.json', '');
const ours = () => Object.keys(require.cache).filter((path) => path.startsWith(home)).map((path) => path.slice(home.length));
const anew = (name) => {
  ours().forEach((path) => delete require.cache[home + path]);
  return require(name);
};

const loaded = {};
const differing = {};
for (const folder of ${JSON.stringify(folders)}) {
  Object.values(anew('${NAME}/' + folder)); // each name of it, for a barrel loads a file when a name is used
  loaded[folder] = [...new Set(ours().flatMap((path) => /^lib.(\\w+)./.exec(path)?.[1] ?? []))];
}
const root = anew('${NAME}');
for (const folder of ${JSON.stringify(folders)}) {
  const part = require('${NAME}/' + folder);
  const imported = await import('${NAME}/' + folder);
  const names = Object.keys({ ...part, ...root[folder] });
  differing[folder] = names.filter((name) => !part[name] || part[name] !== root[folder][name] || !imported[name]);
}

const { BankMvpConfig: Config } = anew('${NAME}/bank');
const isYamlLoaded = () => ours().some((path) => path.includes('yaml'));
Config.fromObject({ enabled: true });
const yaml = [isYamlLoaded(), Config.fromText('enabled: true').enabled, isYamlLoaded()];

const { length: atFirst } = (anew('${NAME}/service'), ours());
const lazily = [atFirst, typeof require('${NAME}/service').LaunchPhase, ours().length];

let past;
try { require('${NAME}/lib/edge') } catch (error) { past = error.code }
const cdk = createRequire(home).resolve('aws-cdk-lib/package.json');
const assembly = require.resolve('${NAME}/.jsii');
console.log(JSON.stringify({ stacks, cdk, differing, loaded, yaml, lazily, past, assembly }));
`;

let app: PackedApp;
let answers: Answers;
beforeAll(() => {
  app = new PackedApp();
  app.write('open.yaml', here.read('examples/rl-bank/open.yaml'));
  app.write('app.mjs', questions);
  answers = JSON.parse(app.node('app.mjs'));
}, 60_000);
afterAll(() => app?.remove());

describe('the tarball', () => {
  test('holds the compiled library with its types, its assembly, its licence and what to read, and nothing else', () => {
    const types = here.files('lib').filter((path) => path.endsWith('.d.ts'));
    const read = ['LICENSE', 'README.md', 'docs/runbook.md', 'resources/bank/bank-mvp.schema.json'];
    expect(app.packedFiles).toEqual(expect.arrayContaining([...read, '.jsii', 'package.json', ...types]));
    expect(types).toEqual(expect.arrayContaining(folders.map((folder) => `lib/${folder}/index.d.ts`)));

    const belongs =
      /^(lib\/.*|resources\/.*|node_modules\/yaml\/.*|docs\/runbook\.md|\.jsii(\.tabl\.json)?|package\.json|LICENSE|NOTICE|[A-Z]+\.md)$/;
    const isSource = (path: string) => /\.[cm]?ts$/.test(path) && !path.endsWith('.d.ts');
    expect(app.packedFiles.filter((path) => !belongs.test(path) || isSource(path))).toEqual([]);
    expect(app.packedFiles).not.toContain('CONTRIBUTING.md');
  });

  test('names no path of the machine it was made on, in source maps neither', () => {
    const leaks = app.packedFiles.filter((path) => {
      const text = app.read(path);
      const { sourceRoot = '', sources = [] } = path.endsWith('.js.map') ? JSON.parse(text) : {};
      const isAbsolute = [sourceRoot, ...sources].some((it) => /^(\/|\w:|file:)/.test(it));
      return isAbsolute || [here.root, homedir()].some((place) => text.includes(`${place}/`));
    });

    expect(app.packedFiles).toContain('lib/edge/edge-certificate.js.map');
    expect(leaks).toEqual([]);
  });

  test('brings the one dependency that is bundled, and runs nothing when it is installed', () => {
    const { dependencies, bundledDependencies, bundleDependencies, optionalDependencies, scripts } = JSON.parse(
      app.read('package.json'),
    );

    expect({ dependencies, optionalDependencies }).toEqual({ dependencies: { yaml: '2.9.1' } });
    expect(bundledDependencies ?? bundleDependencies).toEqual(['yaml']);
    expect(JSON.parse(app.read('node_modules/yaml/package.json'))).toMatchObject({ license: 'ISC' });
    expect(app.packedFiles).toContain('node_modules/yaml/LICENSE');
    expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]));
  });
});

describe('LB1 beside its peers in an empty folder, it', () => {
  test('is imported in an ES module, which synthesizes a whole bank without credentials', () => {
    expect(answers.stacks).toHaveLength(9);
    expect(answers.stacks).toEqual(
      expect.arrayContaining(['prd-rl-bank-api in ap-southeast-1', 'prd-rl-bank-sites-edge in us-east-1']),
    );
    expect(answers.cdk).toBe(realpathSync(join(here.root, 'node_modules/aws-cdk-lib/package.json')));
  });

  test.each([ts.ModuleResolutionKind.Node16, ts.ModuleResolutionKind.Bundler, ts.ModuleResolutionKind.Node10])(
    'is found with its types by TypeScript, by subpath and from the root (ts.ModuleResolutionKind %i)',
    (moduleResolution) => {
      const typesOf = (name: string) =>
        ts.resolveModuleName(name, join(app.folder, 'app.ts'), { moduleResolution }, ts.sys).resolvedModule
          ?.resolvedFileName;

      expect([NAME, ...folders.map((folder) => `${NAME}/${folder}`)].map(typesOf)).toEqual(
        ['lib', ...folders.map((folder) => `lib/${folder}`)].map((folder) => join(app.home, folder, 'index.d.ts')),
      );
    },
  );

  test('gives the same by subpath, required and imported, and from the root', () => {
    expect(answers.differing).toEqual(Object.fromEntries(folders.map((folder) => [folder, []])));
  });

  test.each(folders)('loads %s without the folders beside and above it', (folder) => {
    const loaded = answers.loaded[folder];

    expect(loaded).toContain(folder);
    expect(loaded.filter((other) => other !== folder && floors[other] >= floors[folder])).toEqual([]);
  });

  test('loads a file when a name in it is first used', () => {
    expect(answers.lazily).toEqual([1, 'object', 2]);
  });

  test('loads the YAML library only when a text is read', () => {
    expect(answers.yaml).toEqual([false, true, true]);
  });

  test('refuses imports that go past its subpaths, and shows its assembly to jsii', () => {
    expect(answers.past).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
    expect(answers.assembly).toBe(join(app.home, '.jsii'));
  });
});

describe('LB2 through the jsii kernel, as Python, Java and Go use it, it', () => {
  let kernel: JsiiKernel;
  beforeAll(async () => {
    kernel = await JsiiKernel.start(app.folder);
  }, 30_000);
  afterAll(async () => kernel?.stop());

  let loaded: Promise<unknown> | undefined;
  const load = () => (loaded ??= loadInto(kernel));

  test('loads after its peers, makes a certificate and a config, and refuses in its own words', async () => {
    await expect(kernel.create(`${NAME}.edge.EdgeCertificate`)).rejects.toThrow(/not found/i);
    await load();

    const root = await kernel.create('aws-cdk-lib.App');
    const env = { account: '111111111111', region: 'ap-southeast-1' };
    const stack = await kernel.create('aws-cdk-lib.Stack', root, 'Site', { env });
    const source = await kernel.callStatic(
      `${NAME}.network.HostedZoneSource`,
      'fromHostedZoneId',
      'Z0123456789ABCDEFGHIJ',
    );
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
    const misspelt = kernel.callStatic(`${NAME}.bank.BankMvpConfig`, 'fromObject', { enable: true });
    await expect(misspelt).rejects.toThrow(/'enable' is true, but .*\[config\/unknown-key at/);

    const refused = kernel.create(`${NAME}.edge.EdgeCertificate`, stack, 'Refused', { zone, domainName: 'nowhere' });
    await expect(refused).rejects.toThrow(/'domainName' is "nowhere".*\[edge-certificate\/.* at Site\/Refused\]/);
  }, 60_000);

  test('gives the same templates for maps, and for lists of zones, tiers, users, paths and ranges, in any order', async () => {
    await load();
    const given = await templatesOf(kernel, (list) => list);
    const reversed = await templatesOf(kernel, (list) => [...list].reverse());

    expect(Object.keys(given)).toHaveLength(6);
    expect(reversed).toEqual(given);
  }, 120_000);

  test('gets back what a construct has recorded of an origin and of a web ACL', async () => {
    await load();
    const { create, call, stackOf } = await placeIn(kernel);
    const stack = await stackOf('Site');
    const zone = await call(oursAs('network.HostedZoneSource'), 'fromHostedZoneId', 'Z0123456789ABCDEFGHIJ');
    const dns = await create('network.BankDns', stack, 'Dns', { rootDomain: 'bank.example', zone });
    const network = await create('network.ThreeTierNetwork', stack, 'Network', {
      cidr: '10.0.0.0/16',
      egress: await call(oursAs('network.NetworkEgress'), 'singleNatGateway'),
    });
    const loadBalancer = await create('service.SharedLoadBalancer', stack, 'LoadBalancer', {
      vpc: await kernel.get(network, 'vpc'),
      domain: await call(oursAs('service.ApiDomain'), 'behindCloudFront', dns, '*.bank.example'),
      exposure: await call(oursAs('service.ApiExposure'), 'cloudFront'),
    });
    const toolchain = await call(oursAs('site.SpaToolchain'), 'vite');
    const portal = await create('site.StaticSpaSite', stack, 'Portal', { toolchain });
    const vpcOrigin = await kernel.get<ObjectReference>(loadBalancer, 'vpcOrigin');
    await expect(kernel.call(portal, 'addApi', '/v1/*', vpcOrigin)).rejects.toThrow(/'hostHeader'/);

    const firewall = await create('edge.EdgeFirewall', stack, 'Firewall', {
      scope: enumeral(oursAs('edge.FirewallScope/REGIONAL')),
      mode: enumeral(oursAs('edge.FirewallMode/COUNT')),
    });
    const webAclArn = await kernel.get(firewall, 'webAclArn');
    const refused = create('site.StaticSpaSite', stack, 'Refused', { toolchain, webAclArn });
    await expect(refused).rejects.toThrow(/'webAclArn'.*REGIONAL/);
  }, 60_000);
});

/** Loads the library after its peers. */
async function loadInto(kernel: JsiiKernel): Promise<void> {
  for (const name of ['constructs', 'aws-cdk-lib']) {
    await kernel.load(name, JSON.parse(here.read(`node_modules/${name}/package.json`)).version, app.tarballOf(name));
  }
  await kernel.load(NAME, '0.0.0', app.tarball);
}
