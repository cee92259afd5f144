import { join, relative } from 'node:path';
import { CHANGED } from './config.mjs';
import { places } from '../../kernel/places.mjs';

const here = (path) => relative(process.cwd(), path) || '.';

/** Commands to try with a running bank. served.test.mjs runs each of them. */
export function commands({ edge, served: { task, sites, next, api } }) {
  const [app, merchant] = sites;
  const url = (host, path) => edge.url(host, path);
  const publish = `${here(join(places.root, 'examples', 'rl-bank', 'publish.sh'))} --bucket ${merchant.bucket} --distribution ${merchant.distribution} --toolchain ${merchant.toolchain}`;
  return `\
  # the config that runs: edit it, see what a deployment would change, and deploy
  npx cdk diff -c config=${here(CHANGED)}
  # the stacks in both regions, and an alarm in ALARM
  aws cloudformation list-stacks --query 'StackSummaries[].[StackName,StackStatus]' --output text
  aws cloudformation list-stacks --region us-east-1 --query 'StackSummaries[].[StackName,StackStatus]' --output text
  aws cloudwatch set-alarm-state --alarm-name ${task.service}-DeploymentFailed --state-value ALARM --state-reason try
  aws cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[].AlarmName'
  # a deep link returns the page, a missing file 404, an unknown path of the API 404 as JSON
  curl -i ${url(app.host, '/accounts/42')}
  curl -i ${url(app.host, '/assets/gone.js')}
  curl -i ${url(api, '/api/gone')}
  # count a visit in the database, and in the cache
  curl -X POST ${url(api, '/api/visits')}
  # publish the next release, and roll back
  ${publish} --release r2 ${here(next)}
  ${publish} --rollback r1
  # with its own host name
  curl --connect-to ${app.host}:443:127.0.0.1:${edge.port} https://${app.host}/
  # a task that exits is started again
  kill ${task.pid}; sleep 2; curl -i ${url(api, '/api/about')}
  # a deployment that replaces all tasks, and their log
  aws ecs update-service --cluster ${task.cluster} --service ${task.service} --force-new-deployment --query service.deployments[].id
  aws logs filter-log-events --log-group-name /ecs/${task.service} --query 'events[-5:].message'`;
}
