import { Duration, Size } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlarmSeverity } from '../../src/core';
import { FileStore } from '../../src/data';
import { FileImportProps, ImportColumn } from '../../src/migration';
import { arnOf, danglingIn, exportsIn, propertiesOf } from '../support/api';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';
import { postgresIn } from '../support/database';
import { fileImportIn, IMPORTER_IMAGE } from '../support/file-import';
import { networkIn } from '../support/scaffold';

const stackWith = (props: Partial<FileImportProps> = {}) => {
  const stack = workloadStack();
  return { stack, contacts: fileImportIn(stack, props) };
};
const { stack: plain, contacts } = stackWith();
const { StartAt, States: states } = propertiesOf(plain, 'AWS::StepFunctions::StateMachine').Definition;
const machineArn = arnOf('states:ap-southeast-1:111111111111:stateMachine:prd-contacts');
const text = (value: unknown) => JSON.stringify(value);

test('PC13b a file below the prefix starts the state machine; an event that cannot start it waits in a queue', () => {
  const { EventPattern, Targets } = propertiesOf(plain, 'AWS::Events::Rule', 'ContactsStart');
  const [queue] = resourcesOf(plain, 'AWS::SQS::Queue');

  expect(EventPattern).toMatchObject({
    ...{ source: ['aws.s3'], 'detail-type': ['Object Created'] },
    detail: { object: { key: [{ prefix: 'contacts/' }] } },
  });
  expect(Targets).toEqual([expect.objectContaining({ Arn: machineArn, DeadLetterConfig: { Arn: expect.anything() } })]);
  expect(propertiesOf(plain, 'AWS::IAM::Role', 'ContactsStart').Policies[0].PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn },
  ]);
  expect(queue.Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86400, SqsManagedSseEnabled: true });
  expect(propertiesOf(plain, 'AWS::SQS::QueuePolicy').PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/StartRule/), 'Arn'] } } },
    }),
  );
});

test('PC13b the file is validated first, and loaded in batches if it is accepted; its report is read, and notified', () => {
  expect(StartAt).toBe('IsInputKnown');
  expect(states.ReadInput.Next).toBe('IsUndo');
  expect(states.IsUndo).toMatchObject({ Choices: [{ Next: 'Undo' }], Default: 'Validate' });
  expect(states.Validate).toMatchObject({ Next: 'ReadValidation', TimeoutSeconds: 7200 });
  expect(states.IsAccepted).toMatchObject({
    Choices: [{ Condition: "{% $validation.status = 'accepted' %}", Next: 'Load' }],
    Default: 'ReadReport',
  });
  expect([states.Load.Next, states.Undo.Next, states.ReadReport.Next]).toEqual(['ReadReport', 'ReadReport', 'Notify']);
  expect(states.IsImported).toMatchObject({ Choices: [{ Next: 'Imported' }], Default: 'NotImported' });
  expect([states.Imported.Type, states.NotImported.Type, states.ImportFailed.Type]).toEqual([
    'Succeed',
    'Fail',
    'Fail',
  ]);
});

test('PC13b each of its tasks is one command of the program, with the file and where its report is written', () => {
  const overridesOf = (state: string) => states[state].Arguments.Overrides.ContainerOverrides[0];
  const ofRun = ['IMPORT_RUN', 'IMPORT_REPORTS'];
  const names = ['IMPORT_KEY', 'IMPORT_ETAG', ...ofRun];
  const namesOf = (state: string) => overridesOf(state).Environment.map(({ Name }: any) => Name);

  expect(overridesOf('Validate')).toMatchObject({ Name: 'task', Command: ['node', 'main.mjs', 'validate'] });
  expect(overridesOf('Load').Command).toEqual(['node', 'main.mjs', 'load']);
  expect(overridesOf('Undo').Command).toEqual(['node', 'main.mjs', 'undo']);
  expect([namesOf('Validate'), namesOf('Load')]).toEqual([names, names]);
  expect(namesOf('Undo')).toEqual(['IMPORT_ID', ...ofRun]);
  expect(states.ReadInput.Assign.import).toContain(
    "'etag': $exists($given.detail.object.etag) ? $given.detail.object.etag : '*'",
  );
  expect(states.Load.Arguments).toMatchObject({ Cluster: 'prd-contacts', TaskDefinition: 'prd-contacts' });
});

test('a task that died is run again and goes on; what fails after that notifies too', () => {
  const [capacity, died] = states.Load.Retry;
  expect(capacity).toMatchObject({ ErrorEquals: ['AmazonECS.Unknown', 'ECS.AmazonECSException'], MaxAttempts: 12 });
  expect(died).toMatchObject({ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 30, MaxAttempts: 5 });
  ['Validate', 'ReadValidation', 'Load', 'Undo', 'ReadReport'].forEach((state) => {
    expect(states[state].Catch).toEqual([expect.objectContaining({ Next: 'NotifyFailure' })]);
  });
  expect(states.NotifyFailure.Next).toBe('ImportFailed');
  expect(states.NotNotified.Type).toBe('Fail');
  expect(states.ImportFailed.Cause).toContain("($import.undo = '' ? 'import the file' : 'undo the import') & ' again");
  expect(states.NotifyFailure.Arguments.Message).toContain("'importId': $import.undo != '' ? $import.undo");
});

test('PC13b each end notifies one topic with the counts of the report', () => {
  const { Message, Subject, TopicArn } = states.Notify.Arguments;
  expect(TopicArn).toEqual({ Ref: expect.stringMatching(/^ContactsNotificationsTopic/) });
  expect(text(Message)).toContain("'rows': $report.rows, 'rejectedBy': $report.rejectedBy");
  expect(Subject).toContain("'prd-contacts: ' & $report.status");
  expect(states.NotifyFailure.Arguments).toMatchObject({ Subject: 'prd-contacts: failed', TopicArn });
});

test('an input that is no event, no file below the prefix and no import id is refused before a task runs', () => {
  const [folder, event, key, undo] = states.IsInputKnown.Choices;
  expect(folder.Next).toBe('NothingToImport');
  expect([event.Next, key.Next, undo.Next]).toEqual(Array(3).fill('ReadInput'));
  expect(key.Condition).toContain("$substring($states.input.key, 0, 9) = 'contacts/'");
  expect(states.IsInputKnown.Default).toBe('UnknownInput');
});

describe('PC13b the program is told the mapping, which is configurable', () => {
  const definitionOf = (props: Partial<FileImportProps> = {}) => {
    const { stack } = stackWith(props);
    const [{ Environment }] = propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    return JSON.parse(Environment.find(({ Name }: any) => Name === 'IMPORT_DEFINITION').Value);
  };

  test('how rows are validated, transformed, deduplicated and inserted', () => {
    const definition = definitionOf();
    expect(Object.keys(definition)).toEqual([
      ...['name', 'keyPrefix', 'format', 'table', 'columns', 'keyColumns', 'tenant', 'importIdColumn'],
      ...['maxRejectedPercent', 'maxFileBytes'],
    ]);
    expect(definition).toMatchObject({
      ...{ name: 'prd-contacts', keyPrefix: 'contacts/', table: { schema: 'crm', name: 'contacts' } },
      format: { type: 'csv', delimiter: ';', quote: '"', encoding: 'windows-1252' },
      keyColumns: ['tenant_id', 'contact_id'],
      tenant: { column: 'tenant_id', setting: 'app.tenant' },
      ...{ importIdColumn: 'import_id', maxRejectedPercent: 5, maxFileBytes: 1024 ** 3 },
    });
    expect(definition.columns[0]).toEqual({ type: 'nameBasedUuid', target: 'contact_id', sources: ['E-Mail'] });
  });

  test('in ASCII: of other letters CloudFormation answers question marks, which `cdk diff` does not compare', () => {
    const columns = [ImportColumn.text('Straße', 'contact_id'), ImportColumn.code('Größe', 'size', { '😀': 'ñ' })];
    const { stack } = stackWith({ columns });
    const [{ Environment }] = propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    const { Value } = Environment.find(({ Name }: any) => Name === 'IMPORT_DEFINITION');
    expect(Value).toMatch(/^[ -~]+$/);
    expect(JSON.parse(Value).columns.map(({ source, values }: any) => [source, values])).toEqual([
      ['Straße', undefined],
      ['Größe', { '😀': 'ñ' }],
    ]);
  });

  test('another table and other limits, without tenants', () => {
    const definition = definitionOf({
      ...{ table: 'contacts', tenantColumn: undefined, tenantSetting: undefined, keyColumns: ['contact_id'] },
      ...{ importIdColumn: undefined, maxRejectedPercent: 0, maxFileSize: Size.mebibytes(10) },
    });
    expect(definition).toMatchObject({ table: { schema: 'public', name: 'contacts' }, maxFileBytes: 10 * 1024 ** 2 });
    expect(definition.maxRejectedPercent).toBe(0);
    expect(Object.keys(definition)).not.toContain('tenant');
    expect(Object.keys(definition)).not.toContain('importIdColumn');
  });
});

test('size, time and log groups are as given', () => {
  const { stack } = stackWith({
    ...{ cpu: 1024, memory: Size.gibibytes(4), timeout: Duration.hours(6), logRetention: Duration.days(365) },
  });
  const machine = propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition;
  expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '1024', Memory: '4096' });
  expect([machine.States.Load.TimeoutSeconds, machine.States.Validate.TimeoutSeconds]).toEqual([21600, 21600]);
  const logs = resourcesOf(stack, 'AWS::Logs::LogGroup').map(({ Properties }) => Properties);
  expect(logs.filter(({ LogGroupName }) => LogGroupName.endsWith('prd-contacts'))).toEqual([
    expect.objectContaining({ LogGroupName: '/ecs/prd-contacts', RetentionInDays: 365 }),
    expect.objectContaining({ LogGroupName: '/aws/events/prd-contacts', RetentionInDays: 365 }),
  ]);
  expect(propertiesOf(plain, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '512', Memory: '1024' });
});

test('a given topic is notified, and none is created', () => {
  const stack = workloadStack();
  const notificationTopic = Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:ap-southeast-1:111111111111:imports');
  const made = fileImportIn(stack, { notificationTopic });
  expect(made.topic).toBe(notificationTopic);
  expect(resourcesOf(stack, 'AWS::SNS::Topic')).toEqual([]);
});

test('stacks meet by names: no export blocks replacing the database, the file store, the topic or the image', () => {
  const app = newApp();
  const home = workloadStack(app, 'Home');
  const imports = workloadStack(app, 'Imports');
  const { vpc } = networkIn(home);
  const database = postgresIn(home, { vpc, databaseName: 'crm', users: ['importer'] });
  fileImportIn(imports, {
    vpc,
    database: database.forUser('importer'),
    files: new FileStore(home, 'Files', { eventBridgeEnabled: true }),
    notificationTopic: new Topic(home, 'Topic'),
  });
  expect(exportsIn(app)).toEqual([]);
  expect(danglingIn(app)).toEqual([]);
});

test('it waits for an image that is built from this package, for the values of the database, and for the ledger', () => {
  const [image, ledger] = contacts.pendingInputs;
  expect(image).toMatchObject({ key: 'image', target: IMPORTER_IMAGE, owner: expect.stringMatching(/^an operator/) });
  expect(image.command).toMatch(
    /npm pack --silent rl-bank-constructs@\d+\.\d+\.\d+ .*global-bundle\.pem|global-bundle\.pem.* npm pack/,
  );
  expect(image.command).toContain('package/resources/migration/file-import');
  expect(image.command).toContain("'USER 1000:1000'");
  expect(image.command).toMatch(/docker build --platform linux\/amd64 .*deploy-image\.sh .* --channel live /);
  expect(ledger).toMatchObject({ key: 'ledger', command: expect.stringContaining('file-import/ledger.sql') });
});

describe('alarms, graphs and queries', () => {
  const [failed, notStarted, rejected] = contacts.alarmDefinitions;

  test('PC13b tickets for a file that was refused or failed, one that was not started, and rejected rows', () => {
    const usual = { threshold: 0, severity: AlarmSeverity.TICKET };
    expect(failed).toMatchObject({ ...usual, id: 'ImportFailed', runbookAnchor: 'file-import-failed' });
    expect(notStarted).toMatchObject({ ...usual, id: 'ImportNotStarted', runbookAnchor: 'file-import-not-started' });
    expect(rejected).toMatchObject({ ...usual, id: 'RowsRejected', runbookAnchor: 'file-import-rows-rejected' });
  });

  test('the rows are those that the program counts, by the name of the import', () => {
    expect(rejected.metric.toMetricConfig().metricStat).toMatchObject({
      ...{ namespace: 'rl-bank-constructs/FileImport', metricName: 'RowsRejected', statistic: 'Sum' },
      ...{ dimensions: [{ name: 'Import', value: 'prd-contacts' }], period: Duration.hours(1) },
    });
    expect(contacts.metricRejectedRows({ label: 'mine' })).toMatchObject({
      label: 'mine',
      period: Duration.minutes(5),
    });
    expect(contacts.metricFailedImports({ label: 'mine' })).toMatchObject({ label: 'mine' });
  });

  test('graphs of rows and imports, and queries of the history and of what was rejected', () => {
    expect(contacts.graphDefinitions.map(({ metrics }) => metrics.length)).toEqual([4, 3]);
    expect(contacts.logQueries.map(({ logGroupName }) => logGroupName)).toEqual([
      '/aws/events/prd-contacts',
      ...Array(5).fill('/ecs/prd-contacts'),
    ]);
  });
});

test('an operator may start the one state machine and follow it, and nothing else', () => {
  const { stack, contacts: granted } = stackWith();
  granted.grantStart(new Role(stack, 'Operator', { assumedBy: new AccountRootPrincipal() }));
  expect(propertiesOf(stack, 'AWS::IAM::Policy', 'Operator').PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn },
    {
      ...{ Effect: 'Allow', Action: 'states:DescribeExecution' },
      Resource: arnOf('states:ap-southeast-1:111111111111:execution:prd-contacts:*'),
    },
  ]);
});
