import { NAME, PackedApp } from '../packed-app';
import { Repository } from '../repository';

let app: PackedApp;
beforeAll(() => {
  app = new PackedApp();
  const names = Repository.here.folders('src').map((folder) => `import * as ${folder} from '${NAME}/${folder}';`);
  app.write(
    'app.ts',
    `${names.join('\n')}
import { Stack } from 'aws-cdk-lib';
declare const stack: Stack;
const dns = new network.BankDns(stack, 'Dns', { rootDomain: 'a.b', zone: network.HostedZoneSource.fromHostedZoneId('Z1') });
const domain = site.SiteDomain.inZone(dns, 'app.a.b');
export const made = new site.StaticSpaSite(stack, 'Site', { toolchain: site.SpaToolchain.vite(), domain });
// @ts-expect-error - domainName is required: without types nothing would be wrong here
export const incomplete = new edge.EdgeCertificate(stack, 'Incomplete', { zone: dns.zone });
`,
  );
}, 60_000);
afterAll(() => app?.remove());

test.each([
  ['node16', 'node16'],
  ['bundler', 'esnext'],
  ['node10', 'commonjs'],
])(
  'an app compiles against the packed types when TypeScript resolves like %s',
  (moduleResolution, module) => {
    const tsc = require.resolve('typescript/bin/tsc');
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--ignoreDeprecations', '6.0', '--skipLibCheck'];

    expect(app.node(tsc, ...options, '--module', module, '--moduleResolution', moduleResolution, 'app.ts')).toBe('');
  },
  60_000,
);
