import { join, relative } from 'node:path';
import { places } from '../kernel/places.mjs';

const here = (path) => relative(process.cwd(), path) || '.';

/** What somebody who sees the sandbox for the first time wants to know. Every line of it is run by served.test.mjs. */
export function closingText({ seconds, sandbox, edge, served: { task, sites, next, urls, api } }) {
  const [app, merchant] = sites;
  const url = (host, path) => edge.url(host, path);
  const publish = `${here(join(places.root, 'examples', 'rl-bank', 'publish.sh'))} --bucket ${merchant.bucket} --distribution ${merchant.distribution} --toolchain ${merchant.toolchain}`;
  return `
The bank is there, ${seconds} s after you asked. AWS is ${sandbox.url} now, and viewers come by

${urls.map((one) => `  ${one}`).join('\n')}

A browser asks once for each name about the certificate, so open the API too. To try, in another shell, in this folder:

  export AWS_ENDPOINT_URL=${sandbox.url} AWS_ACCESS_KEY_ID=${sandbox.account} AWS_SECRET_ACCESS_KEY=sandbox
  export AWS_REGION=${sandbox.region} AWS_DEFAULT_REGION=${sandbox.region} CURL_CA_BUNDLE=${here(places.ca)}
  export PATH="$PWD/${here(join(sandbox.python, '..'))}:$PATH"   # an AWS CLI, if you have none

  # what CloudFormation made, and an alarm that goes off
  aws cloudformation list-stacks --query 'StackSummaries[].[StackName,StackStatus]' --output text
  aws cloudwatch set-alarm-state --alarm-name ${task.service}-DeploymentFailed --state-value ALARM --state-reason try
  aws cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[].AlarmName'
  # a route of the app is its page; a file that is not there is 404; so is an unknown path of the API, as JSON
  curl -i ${url(app.host, '/accounts/42')}
  curl -i ${url(app.host, '/assets/gone.js')}
  curl -i ${url(api, '/api/gone')}
  # publish the next release, and put the first one back
  ${publish} --release r2 ${here(next)}
  ${publish} --rollback r1
  # under its own name
  curl --connect-to ${app.host}:443:127.0.0.1:${edge.port} https://${app.host}/
  # the task ends, and the load balancer says 502
  kill ${task.pid}; sleep 1; curl -i ${url(api, '/api/about')}

Logs: ${here(places.log)}, ${here(places.apiLog)}
`;
}
