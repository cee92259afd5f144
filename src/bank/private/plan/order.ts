import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from './plan-section';
import { REPOSITORY_URL } from '../../../core/private/repository-url';
import { EDGE_REGION } from '../../../core/private/stacks/edge-stack';
import { LaunchPhase } from '../../../service';
import type { BankMvpParts } from '../../bank-mvp';
import type { BankMvpConfig } from '../../bank-mvp-config';

const DOCS = `${REPOSITORY_URL}/docs`;

/** A step: what to do, how to see that it is done, and that it is safe to stop there. */
interface Step {
  readonly step: string;
  readonly lines: string[];
  readonly check: string;
}

/** The order of work. After each step one can stop: nothing waits, and nothing is half there. */
export function orderSection(bank: Construct, config: BankMvpConfig, { image }: BankMvpParts): PlanSection {
  const steps = stepsOf(bank, config, image.repositoryUri);
  return {
    key: 'order',
    title:
      'The order of work, and how to see that a step is done; stopping after any of them is safe (with the --context of this synthesis)',
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
  const places = [...new Set([region, EDGE_REGION])].map((place) => `aws://${config.account}/${place}`);
  const cluster = config.adopt.clusterName ?? `${namePrefix}-api`;
  const readiness = (state: string) => `write \`api.readiness: ${state}\` into the config`;
  const repository = repositoryUri.split('/').slice(1).join('/');
  const hasDeploy = config.deploy !== undefined;
  const makesZone = domain.hostedZoneId === undefined;
  const isWatched = config.alarms.page.length > 0;
  const hasSlack = [...config.alarms.page, ...config.alarms.ticket].some(({ slack }) => slack !== undefined);
  return [
    {
      step: 'Read this plan, with the gate closed',
      lines: ['npx cdk synth', 'keep a copy of this plan: opening the gate takes it out of the assembly'],
      check: 'what is under "What has to be filled in" is known to somebody by name',
    },
    {
      step: 'The account: bootstrapped in both regions, with the roles that services make on their first use',
      lines: [
        `npx cdk bootstrap ${places.join(' ')}`,
        `${DOCS}/first-deploy.md, "An account that nobody has used"; and what to do when a step fails`,
      ],
      check: `aws cloudformation describe-stacks --stack-name CDKToolkit --query 'Stacks[0].StackStatus' --region ${region}, and with --region ${EDGE_REGION}`,
    },
    ...(makesZone
      ? [
          {
            step: 'The zone by itself: open the gate, and state that you do it in this order',
            lines: [
              'write `createResources: true` and `domain.zoneIsDelegated: true` into the config',
              deploy('zone'),
              `enter the name servers, its output NameServers, for ${domain.rootDomain} at the registrar or in the parent zone`,
            ],
            check: `dig +short NS ${domain.rootDomain} answers with them`,
          },
        ]
      : []),
    {
      step: makesZone ? 'Certificates' : 'Zone and certificates: open the gate',
      lines: [
        ...(makesZone ? [] : ['write `createResources: true` into the config']),
        ...(hasCertificates ? [deploy('edge')] : []),
      ],
      check: `dig +short NS ${domain.rootDomain}; aws acm list-certificates --region ${EDGE_REGION} --query 'CertificateSummaryList[].[DomainName,Status]' says ISSUED`,
    },
    {
      step: 'Repository, cache, and settings with empty secrets',
      lines: [deploy('images', 'cache', 'settings')],
      check: `aws ecr describe-repositories --region ${region} --repository-names ${repository}`,
    },
    {
      step: 'The API with 0 tasks, its certificate and its load balancer',
      lines: [...(api.launchPhase === LaunchPhase.NOT_READY ? [] : [readiness('waiting')]), deploy('api')],
      check: `curl -s -o /dev/null -w '%{http_code}' https://${apiHost}/ says 503, or 404 with path routing`,
    },
    {
      step: 'Elsewhere: what is under "What to enter at Auth0", and the addresses that the database has to let in',
      lines: [
        'at Auth0, whose machine-to-machine application has two of the secrets below',
        'at whoever runs the database',
        ...(hasSlack ? ['in the console of AWS Chatbot: let it into the workspace of Slack, once an account'] : []),
      ],
      check: 'a login page of the tenant opens; somebody says that the database lets the addresses in',
    },
    {
      step: 'Image pushed, values filled in',
      lines: [
        'the lines under "What has to be filled in"',
        `deploy-image.sh is ${REPOSITORY_URL}/examples/rl-bank/deploy-image.sh`,
        ...(hasDeploy ? ['what CI does later, an administrator does now: its roles come with the sites'] : []),
      ],
      check: `aws ecr list-images --region ${region} --repository-name ${repository}; and for each secret: aws secretsmanager describe-secret --region ${region} --secret-id <name> --query VersionIdsToStages`,
    },
    {
      step: 'The tasks start: their health is answered',
      lines: [readiness('starting'), deploy('api')],
      check: api.routing.isByPath
        ? `aws ecs describe-services --region ${region} --cluster ${cluster} --services ${namePrefix}-api --query 'services[0].runningCount' says ${api.desiredCount}; ${api.healthCheckPath} itself is not routed`
        : `curl -fsS https://${apiHost}${api.healthCheckPath}`,
    },
    {
      step: 'The tasks are stated to run: GraphQL answers',
      lines: [readiness('running'), deploy('api')],
      check: `curl -fsS https://${apiHost}/api/graphql -H 'content-type: application/json' -d '{"query":"{__typename}"}'`,
    },
    {
      step: `The sites${hasDeploy ? ', and what CI may do' : ''}`,
      lines: [deploy('sites', ...(hasDeploy ? ['deploy-roles'] : [])), `publish both, ${DOCS}/publishing.md`],
      check: `curl -fsS -o /dev/null https://${appHost}/ && curl -fsS -o /dev/null https://${merchantHost}/`,
    },
    ...(isWatched
      ? [
          {
            step: 'Whoever watches: from here on a failure calls somebody',
            lines: [deploy('watch')],
            check: `aws cloudwatch set-alarm-state --region ${region} --alarm-name ${namePrefix}-api-DeploymentFailed --state-value ALARM --state-reason 'trying the path' reaches somebody; so does ${namePrefix}-webapp-ServerErrors with --region ${EDGE_REGION}`,
          },
        ]
      : []),
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
