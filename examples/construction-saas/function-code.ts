import { existsSync } from 'fs';
import { join } from 'path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

/** The programs, beside this file or, where it is compiled into build/, beside its source. */
const PROGRAMS = [join(__dirname, 'app'), join(__dirname, '../../../examples/construction-saas/app')].find(existsSync)!;

export const RUNTIME = Runtime.NODEJS_24_X;

/** Variables of each function with a database: Node.js reads the certificates of RDS from a file of the runtime. */
export const TRUST = { NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' };

/**
 * The programs of a folder, each in one file with the packages that it needs: `code('audit', 'worker')` for the handler `worker.handler`.
 * They are bundled at synthesis, without Docker and network, and have the hash of the bundle. The runtime has the AWS SDK.
 */
export function code(folder: string, ...names: string[]): Code {
  return Code.fromAsset(join(PROGRAMS, folder), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: RUNTIME.bundlingImage,
      local: {
        tryBundle(outputFolder) {
          buildSync({
            absWorkingDir: PROGRAMS,
            entryPoints: names.map((name) => `${folder}/${name}.mjs`),
            outdir: outputFolder,
            bundle: true,
            minify: true, // without it, comments would have paths of this machine
            platform: 'node',
            target: 'node20',
            supported: { 'dynamic-import': false }, // the SDK of the runtime is found by require()
            external: ['@aws-sdk/*', 'pg-native'],
          });
          return true;
        },
      },
    },
  });
}
