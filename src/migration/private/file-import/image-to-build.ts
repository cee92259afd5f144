import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { PendingInput } from '../../../core';

/** Where the program finds the certificates of RDS. */
const CERTIFICATES = '/etc/ssl/certs/rds-global-bundle.pem';

/** Folder of the program in this package. */
export const PROGRAM = 'resources/migration/file-import';

/** Rights of the login on the ledger. */
export const GRANTS = [
  'GRANT SELECT, INSERT, UPDATE ON file_imports TO <login>',
  'GRANT SELECT, INSERT, DELETE ON file_import_rejections TO <login>',
];

const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', '..', 'package.json'), 'utf8'));

/** The importer as this version of the package has it, with the packages that it names exactly, and the certificates of RDS. */
export const DOCKERFILE = [
  'FROM public.ecr.aws/docker/library/node:22-alpine',
  'WORKDIR /app',
  `ADD --chmod=644 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem ${CERTIFICATES}`,
  `ENV NODE_ENV=production NODE_EXTRA_CA_CERTS=${CERTIFICATES}`,
  `RUN npm pack --silent rl-bank-constructs@${version} && tar -xzf rl-bank-constructs-${version}.tgz --strip-components=4 package/${PROGRAM} && rm rl-bank-constructs-${version}.tgz && npm install --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force`,
  'USER 1000:1000',
  'CMD ["node", "main.mjs", "validate"]',
];

/** What must exist before the first import: the image is built once for each version of this package. */
export function importInputs(inputs: PendingInput[], architecture: CpuArchitecture | undefined): PendingInput[] {
  return [...inputs.map((input) => (input.key === 'image' ? imageToBuild(input, architecture) : input)), ledger()];
}

function imageToBuild(input: PendingInput, architecture: CpuArchitecture = CpuArchitecture.X86_64): PendingInput {
  const platform = architecture === CpuArchitecture.ARM64 ? 'linux/arm64' : 'linux/amd64';
  const file = DOCKERFILE.map((line) => `'${line}'`).join(' ');
  const push = input.command.replace('<commit>', `file-import-${version}`).replace('<image>', 'file-import');
  return {
    ...input,
    owner: 'an operator, once for each version of rl-bank-constructs',
    command: `printf '%s\\n' ${file} | docker build --platform ${platform} --tag file-import - && ${push}`,
  };
}

/** The tables in which the program keeps what it imported. */
function ledger(): PendingInput {
  return {
    key: 'ledger',
    target: 'tables file_imports and file_import_rejections',
    owner: 'the migration of the owner of the database, with the rights that the file names',
    command: `psql "$OWNER_URL" --set ON_ERROR_STOP=1 --file node_modules/rl-bank-constructs/${PROGRAM}/ledger.sql`,
  };
}
