import { join, relative } from 'node:path';
import { places } from '../kernel/places.mjs';

const here = (path) => relative(process.cwd(), path) || '.';

/** The text that explains a running sandbox, with commands to try. */
export function runningText({ name, seconds, sandbox, urls, commands }) {
  return `
examples/${name} runs, after ${seconds} s. The endpoint of AWS is ${sandbox.url}, and its URLs are

${urls.map((one) => `  ${one}`).join('\n')}

A browser warns once for each host name about the certificate, so open each. In another shell, in this folder:

  export AWS_ENDPOINT_URL=${sandbox.url} AWS_ACCESS_KEY_ID=${sandbox.account} AWS_SECRET_ACCESS_KEY=sandbox
  export AWS_REGION=${sandbox.region} AWS_DEFAULT_REGION=${sandbox.region} CURL_CA_BUNDLE=${here(places.ca)}
  export PATH="$PWD/${here(join(sandbox.python, '..'))}:$PATH"   # has an AWS CLI

${commands}

Log of the emulator: ${here(places.log)}
`;
}
