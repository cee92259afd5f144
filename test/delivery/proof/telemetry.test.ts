import { ImageRepository } from '../../../src/service';
import { runningApi } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { arnsOf, CaseFile, CaseRow, differencesOf } from '../../support/iam/cases';
import { rolesIn } from '../../support/iam/policies';
import { universeOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

const REGISTRY = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com';
const stack = workloadStack(newApp());
runningApi(
  {
    settings: undefined,
    telemetry: { image: ImageRepository.fromImageUri(stack, 'Collector', `${REGISTRY}/otel-collector:v0.43.3`) },
  },
  stack,
);
const world = World.of(stack.node.root as ReturnType<typeof newApp>);
const arn = (service: string, rest: string) => `arn:aws:${service}:ap-southeast-1:111111111111:${rest}`;
const allowed = (action: string, resource: string): CaseRow => ({ action, resource, allowed: true });
const denied = (action: string, resource: string): CaseRow => ({ action, resource, allowed: false });

const api = arn('ecr', 'repository/rl-bank-api');
const collector = arn('ecr', 'repository/otel-collector');
const streams = arn('logs', 'log-group:/ecs/prd-rl-bank-api:log-stream:*');

/** What the two roles of a task with a collector may do, by the beginning of their ids. */
const TABLES: Record<string, CaseRow[]> = {
  ApiExecutionRole: [
    allowed('ecr:GetAuthorizationToken', '*'),
    ...[api, collector].flatMap((repository) => [
      allowed('ecr:BatchGetImage', repository),
      allowed('ecr:GetDownloadUrlForLayer', repository),
      denied('ecr:PutImage', repository),
    ]),
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => allowed(action, streams)),
    denied('ecr:BatchGetImage', arn('ecr', 'repository/otel-collector-other')),
    denied('xray:PutTraceSegments', '*'),
  ],
  ApiTaskRole: [
    allowed('xray:PutTelemetryRecords', '*'),
    allowed('xray:PutTraceSegments', '*'),
    denied('xray:GetTraceSummaries', '*'),
    denied('ecr:BatchGetImage', collector),
  ],
};

test.each(Object.entries(TABLES))(
  'PC14c %s of a service with a collector may do this and nothing else',
  async (id, rows) => {
    const role = rolesIn(world).find(({ name }) => name.includes(id))!;
    const file: CaseFile = { role: role.name, rows };

    expect(await differencesOf(role, file, universeOf(world, { arns: arnsOf(file) }))).toEqual([]);
  },
);
