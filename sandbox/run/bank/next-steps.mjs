import { join, relative } from 'node:path';
import { places } from '../kernel/places.mjs';

const here = (path) => relative(process.cwd(), path) || '.';

/** The text that explains a running sandbox. served.test.mjs runs each of its commands. */
export function nextSteps({ seconds, sandbox, edge, served: { task, sites, next, urls, api } }) {
  const [app, merchant] = sites;
  const url = (host, path) => edge.url(host, path);
  const publish = `${here(join(places.root, 'examples', 'rl-bank', 'publish.sh'))} --bucket ${merchant.bucket} --distribution ${merchant.distribution} --toolchain ${merchant.toolchain}`;
  return `
The bank runs, after ${seconds} s. The endpoint of AWS is ${sandbox.url}, and the URLs of the bank are

${urls.map((one) => `  ${one}`).join('\n')}

A browser warns once for each host name about the certificate, so open the API too. In another shell, in this folder:

  export AWS_ENDPOINT_URL=${sandbox.url} AWS_ACCESS_KEY_ID=${sandbox.account} AWS_SECRET_ACCESS_KEY=sandbox
  export AWS_REGION=${sandbox.region} AWS_DEFAULT_REGION=${sandbox.region} CURL_CA_BUNDLE=${here(places.ca)}
  export PATH="$PWD/${here(join(sandbox.python, '..'))}:$PATH"   # has an AWS CLI

  # the config that runs: edit it, see what a deployment would change, and deploy
  npx cdk diff -c config=${here(places.config)}
  # the stacks in both regions, and an alarm in ALARM
  aws cloudformation list-stacks --query 'StackSummaries[].[StackName,StackStatus]' --output text
  aws cloudformation list-stacks --region us-east-1 --query 'StackSummaries[].[StackName,StackStatus]' --output text
  aws cloudwatch set-alarm-state --alarm-name ${task.service}-DeploymentFailed --state-value ALARM --state-reason try
  aws cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[].AlarmName'
  # a deep link returns the page, a missing file 404, an unknown path of the API 404 as JSON
  curl -i ${url(app.host, '/accounts/42')}
  curl -i ${url(app.host, '/assets/gone.js')}
  curl -i ${url(api, '/api/gone')}
  # publish the next release, and roll back
  ${publish} --release r2 ${here(next)}
  ${publish} --rollback r1
  # with its own host name
  curl --connect-to ${app.host}:443:127.0.0.1:${edge.port} https://${app.host}/
  # a task that exits is started again
  kill ${task.pid}; sleep 2; curl -i ${url(api, '/api/about')}
  # a deployment that replaces all tasks, and their log
  aws ecs update-service --cluster ${task.cluster} --service ${task.service} --force-new-deployment --query service.deployments[].id
  aws logs filter-log-events --log-group-name /ecs/${task.service} --query 'events[-5:].message'

Log of the emulator: ${here(places.log)}
`;
}
