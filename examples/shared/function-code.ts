import { existsSync } from 'fs';
import { join } from 'path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

export const RUNTIME = Runtime.NODEJS_22_X;

/** Variables of each function with a database: Node.js reads the certificates of RDS from a file of the runtime. */
export const TRUST = { NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' };

/**
 * Programs of a folder of an example, each in one file with the packages that it needs: `code('expense-tracker', 'machine', 'sql')` for
 * the handler `sql.handler`. They are bundled at synthesis, without Docker and network, and have the hash of the bundle. The
 * runtime has the AWS SDK.
 */
export function code(example: string, folder: string, ...names: string[]): Code {
  const programs = programsOf(example);
  return Code.fromAsset(join(programs, folder), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: RUNTIME.bundlingImage,
      local: {
        tryBundle(outputFolder) {
          buildSync({
            absWorkingDir: programs,
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

/** The programs are beside the stacks, also for stacks that are compiled into build/. */
function programsOf(example: string): string {
  return ['..', '../../../examples'].map((folder) => join(__dirname, folder, example, 'app')).find(existsSync)!;
}
