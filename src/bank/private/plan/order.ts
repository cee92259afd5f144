import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { REPOSITORY_URL } from '../../../core/private/repository-url';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { LaunchPhase } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankParts } from '../bank-parts';
import { uptimePathOf } from '../config/uptime-path';
import { GRAPHQL_PATH } from '../graphql';

const DOCS = `${REPOSITORY_URL}/docs`;

/** A step of docs/first-deploy.md: the same title under the same number. */
interface Step {
  readonly step: string;
  readonly lines: string[];
  readonly check: string;
}

/** The order of work. After each step an operator can stop: no deployment waits, and no resource is half made. */
export function orderSection(bank: Construct, config: BankMvpConfig, { image }: BankParts): PlanSection {
  const steps = stepsOf(bank, config, image.repositoryUri);
  return {
    key: 'order',
    title: `The order of work, each step with its check; stopping after any of them is safe (with the --context of this synthesis). What to do when a step fails: ${DOCS}/first-deploy.md`,
    lines: steps.flatMap(({ step, lines, check }, index) => [
      `${index + 1}. ${step}`,
      ...lines.map((line) => `     ${line}`),
      `   check: ${check}`,
    ]),
    data: steps,
  };
}

function stepsOf(bank: Construct, config: BankMvpConfig, repositoryUri: string): Step[] {
  const { api, apiHost, appHost, merchantHost, namePrefix, region, domain } = config;
  const deploy = (...ids: string[]) => `npx cdk deploy ${stacksAt(bank, ids).join(' ')}`;
  const hasCertificates = stacksAt(bank, ['edge']).length > 0;
  const environments = [...new Set([region, EDGE_REGION])].map((it) => `aws://${config.account}/${it}`);
  const cluster = config.adopt.clusterName ?? `${namePrefix}-api`;
  const setLaunchPhase = (phase: string) => `write \`api.launchPhase: ${phase}\` into the config`;
  const forwarded = uptimePathOf(api, api.routing.patterns);
  const repository = repositoryUri.split('/').slice(1).join('/');
  const hasDeploy = config.deploy !== undefined;
  // A composite alarm keeps a state that is set by hand until one of its alarms changes.
  const edgePage = config.objectives.disabled
    ? `${namePrefix}-webapp-ServerErrors`
    : `${namePrefix}-webapp-available-FastBurn-Call, which an operator sets back to OK,`;
  const newZone = [
    'write `domain.zoneIsDelegated: true` into the config',
    deploy('zone'),
    `enter the name servers, its output NameServers, for ${domain.rootDomain} at the registrar or in the parent zone`,
    `wait until dig +short NS ${domain.rootDomain} answers with them`,
  ];
  const isWatched = config.alarms.page.length > 0;
  const hasSlack = [...config.alarms.page, ...config.alarms.ticket].some(({ slack }) => slack !== undefined);
  return [
    {
      step: 'Read the plan',
      lines: [
        `npx cdk synth ${bank.node.path}/Gate/Plan`,
        'keep a copy of this plan: opening the gate takes it out of the assembly',
      ],
      check: 'each line under "What has to be filled in" has a person who knows the value',
    },
    {
      step: 'Bootstrap the account',
      lines: [
        `npx cdk bootstrap ${environments.join(' ')}`,
        'with CloudFormationExecutionPolicies in the app, the two commands of its policies.txt instead',
        'create the service-linked roles, which AWS creates on first use, at times too late; "has been taken" is a success:',
        ...serviceLinkedRoles(config).map(
          (service) => `aws iam create-service-linked-role --aws-service-name ${service}`,
        ),
      ],
      check: `aws cloudformation describe-stacks --stack-name CDKToolkit --query 'Stacks[0].StackStatus' --region ${region}, and with --region ${EDGE_REGION}`,
    },
    {
      step: 'Zone and certificates',
      lines: [
        'write `createResources: true` into the config',
        ...(domain.hostedZoneId === undefined ? newZone : []),
        ...(hasCertificates ? [deploy('edge')] : []),
      ],
      check: `dig +short NS ${domain.rootDomain}; aws acm list-certificates --region ${EDGE_REGION} --query 'CertificateSummaryList[].[DomainName,Status]' says ISSUED`,
    },
    {
      step: 'Repository, cache and settings',
      lines: [deploy('images', 'cache', 'settings')],
      check: `aws ecr describe-repositories --region ${region} --repository-names ${repository}`,
    },
    {
      step: 'The API, with 0 tasks',
      lines: [...(api.launchPhase === LaunchPhase.NOT_READY ? [] : [setLaunchPhase('not-ready')]), deploy('api')],
      check: `curl -s -o /dev/null -w '%{http_code}' https://${apiHost}/ says 503, or 404 with path routing`,
    },
    {
      step: 'Auth0 and the database',
      lines: [
        'Auth0: enter what is under "What to enter at Auth0"; its machine-to-machine application has AUTH_M2M_CLIENT_ID and AUTH_M2M_CLIENT_SECRET',
        'database: allow the addresses of the plan',
        ...(hasSlack ? ['AWS Chatbot console: authorize the Slack workspace, once for each account'] : []),
      ],
      check: 'a login page of the tenant opens; the operator of the database confirms the addresses',
    },
    {
      step: 'Image and values',
      lines: [
        'the lines under "What has to be filled in"',
        `deploy-image.sh is ${REPOSITORY_URL}/examples/rl-bank/deploy-image.sh`,
        ...(hasDeploy ? ['an administrator does now what CI does later: the roles of CI come with the sites'] : []),
      ],
      check: `aws ecr list-images --region ${region} --repository-name ${repository}; and for each secret: aws secretsmanager describe-secret --region ${region} --secret-id <name> --query VersionIdsToStages`,
    },
    {
      step: 'Start the tasks',
      lines: [setLaunchPhase('first-start'), deploy('api')],
      check:
        forwarded === undefined
          ? `aws ecs describe-services --region ${region} --cluster ${cluster} --services ${namePrefix}-api --query 'services[0].runningCount' says ${api.desiredCount}; ${api.healthCheckPath} itself is not routed`
          : `curl -fsS https://${apiHost}${forwarded}`,
    },
    {
      step: 'Set the launch phase to running',
      lines: [setLaunchPhase('running'), deploy('api')],
      check: `curl -fsS https://${apiHost}${GRAPHQL_PATH} -H 'content-type: application/json' -d '{"query":"{__typename}"}'`,
    },
    {
      step: 'Sites and roles of CI',
      lines: [deploy('sites', ...(hasDeploy ? ['deploy-roles'] : [])), `publish both, ${DOCS}/publishing.md`],
      check: `curl -fsS -o /dev/null https://${appHost}/ && curl -fsS -o /dev/null https://${merchantHost}/`,
    },
    ...(isWatched
      ? [
          {
            step: 'Alarms and dashboards',
            lines: [deploy('watch')],
            check: `aws cloudwatch set-alarm-state --region ${region} --alarm-name ${namePrefix}-api-DeploymentFailed --state-value ALARM --state-reason 'trying the path' reaches the on-call; so does ${edgePage} with --region ${EDGE_REGION}`,
          },
        ]
      : []),
  ];
}

function serviceLinkedRoles({ api }: BankMvpConfig): string[] {
  return [
    ...['ecs.amazonaws.com', 'elasticloadbalancing.amazonaws.com', 'elasticache.amazonaws.com'],
    ...(api.scaling ? ['ecs.application-autoscaling.amazonaws.com'] : []),
  ];
}

/** The stacks as the CLI takes them. What belongs to a stack, such as its twin in us-east-1, goes with it. */
function stacksAt(bank: Construct, ids: string[]): string[] {
  const stacks = bank.node.findAll().filter(Stack.isStack);
  return ids.flatMap((id) => {
    const wanted = stacks.filter(({ node }) => node.path.startsWith(`${bank.node.path}/`) && isOf(bank, node.path, id));
    return wanted.map(({ node }) => node.path);
  });
}

function isOf(bank: Construct, path: string, id: string): boolean {
  const [first, ...rest] = path.slice(bank.node.path.length + 1).split('/');
  const owner = { edge: 'sites', zone: 'settings' }[id];
  return owner === undefined ? first === id : first === owner && rest.length > 0;
}
