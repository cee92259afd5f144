import { Duration, Size, Stack, TimeZone } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { IMAGE } from './api';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { functionIn } from './function';
import { queueWorkerIn, tasksIn } from './queue';
import { networkIn, scaffoldIn } from './scaffold';
import { AlarmSeverity } from '../../src/core';
import { ExternalDatabase } from '../../src/data';
import {
  EventTopic,
  ImageRepository,
  ScheduledTarget,
  ScheduledWorker,
  ServiceFunction,
  StandaloneTask,
} from '../../src/service';

/** Functions, and what invokes them, once with their defaults and once with all they can have. */
export const workers: Record<string, Variants> = {
  ServiceFunction: {
    defaults: (app) => {
      functionIn(workloadStack(app));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const sql = hardenedFunction(stack);
      sql.grantInvoke(new Role(stack, 'Caller', { assumedBy: new AccountRootPrincipal() }));
    },
  },
  QueueWorker: {
    defaults: (app) => {
      const stack = workloadStack(app);
      queueWorkerIn(stack).receiveEvents('Imports', { source: ['aws.s3'] });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const scaling = { minTasks: 1, maxTasks: 10, messagesPerTask: 50 };
      const worker = queueWorkerIn(stack, {
        consumer: tasksIn(stack, { scaling }),
        ...{ fifo: true, contentBasedDeduplication: true, maxReceiveCount: 5 },
        ...{ deadLetterSeverity: AlarmSeverity.PAGE, expectedDelay: Duration.hours(1) },
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      });
      worker.grantSend(new Role(stack, 'Sender', { assumedBy: new AccountRootPrincipal() }));
    },
  },
  EventTopic: {
    defaults: (app) => {
      const stack = workloadStack(app);
      new EventTopic(stack, 'Events').subscribe('Tasks', queueWorkerIn(stack));
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
      const topic = new EventTopic(stack, 'Events', { encryptionKey });
      const filterPolicy = { type: SubscriptionFilter.stringFilter({ allowlist: ['task.created'] }) };
      const worker = queueWorkerIn(stack, { encryptionKey });
      topic.subscribe('Tasks', worker, { filterPolicy, filterOnBody: true, rawMessageDelivery: true });
      topic.grantPublish(new Role(stack, 'Publisher', { assumedBy: new AccountRootPrincipal() }));
    },
  },
  ScheduledWorker: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const schedule = ScheduleExpression.rate(Duration.days(1));
      new ScheduledWorker(stack, 'Rates', { schedule, target: ScheduledTarget.lambdaFunction(functionIn(stack)) });
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const image = new ImageRepository(stack, 'Image', { image: IMAGE });
      const task = new StandaloneTask(stack, 'Report', { vpc: networkIn(stack).vpc, image });
      new ScheduledWorker(stack, 'Reports', {
        schedule: ScheduleExpression.cron({ hour: '6', minute: '0', timeZone: TimeZone.EUROPE_BERLIN }),
        target: ScheduledTarget.task(task),
        ...{ flexibleWindow: Duration.minutes(15), retryAttempts: 0, failureSeverity: AlarmSeverity.PAGE },
      });
    },
  },
};

function hardenedFunction(stack: Stack): ServiceFunction {
  const { vpc } = networkIn(stack);
  const settings = scaffoldIn(stack);
  return functionIn(stack, {
    ...{ vpc, settings, functionName: 'prd-sql', environment: { LOG_LEVEL: 'info' } },
    uses: [new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports: [5432] })],
    ...{ timeout: Duration.minutes(5), memory: Size.gibibytes(1), reservedConcurrency: 20 },
    ...{ architecture: Architecture.ARM_64, tracing: true, errorSeverity: AlarmSeverity.PAGE },
    ...{ logRetention: Duration.days(365), logEncryptionKey: new Key(stack, 'LogKey', { enableKeyRotation: true }) },
  });
}
