import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { CERTIFICATES } from './open-fga';
import { PendingInput } from '../../../core';

/**
 * Image of OpenFGA with a shell and `psql`, which create the login, and with the certificates of RDS. The public image has the
 * binary alone, and runs it for everything.
 */
export const DOCKERFILE = [
  'FROM docker.io/openfga/openfga:<version> AS openfga',
  'FROM docker.io/library/alpine:3',
  'RUN apk add --no-cache postgresql-client',
  `ADD --chmod=644 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem ${CERTIFICATES}`,
  'COPY --from=openfga /openfga /usr/local/bin/openfga',
  'CMD ["openfga", "run"]',
];

/** An image that CI pushes as the image that an operator builds, once for each version of OpenFGA. */
export function imageToBuild(
  input: PendingInput,
  architecture: CpuArchitecture = CpuArchitecture.X86_64,
): PendingInput {
  const platform = architecture === CpuArchitecture.ARM64 ? 'linux/arm64' : 'linux/amd64';
  const file = DOCKERFILE.map((line) => `'${line}'`).join(' ');
  const push = input.command.replace('<commit>', '<version>').replace('<image>', 'openfga');
  return {
    ...input,
    owner: 'an operator, once for each version of OpenFGA',
    command: `printf '%s\\n' ${file} | docker build --platform ${platform} --tag openfga - && ${push}`,
  };
}
