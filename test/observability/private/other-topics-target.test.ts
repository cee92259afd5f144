import { AlarmTarget } from '../../../src/observability';
import { alarmNamed, alarmsIn, bankIn, messageOf, observe, ONCALL } from '../../support/observability';

const topicIn = (region: string, name = 'oncall') => `arn:aws:sns:${region}:222222222222:${name}`;
const HERE = topicIn('ap-southeast-1');
const EDGE = topicIn('us-east-1');

test("another account's topics are called by alarms of their region, beside the region's own", () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [AlarmTarget.topics(HERE, EDGE, topicIn('eu-west-1'))] });
  const pages = alarmsIn(app).filter(({ properties }) => {
    return JSON.stringify(properties.AlarmActions ?? '').includes('Page');
  });

  expect(pages.length).toBeGreaterThan(5);
  expect(pages.filter(({ properties }) => properties.OKActions).length).toBeGreaterThan(3);
  pages.forEach(({ region, properties: { AlarmActions, OKActions } }) => {
    expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/WatchPage/) }, topicIn(region)]);
    expect([AlarmActions, undefined]).toContainEqual(OKActions);
  });
});

test('tickets do not call them where they are told of pages, and none tells that it is over', () => {
  const { app, stack, sources } = bankIn();
  observe(stack, sources, { page: [ONCALL], ticket: [AlarmTarget.topics(HERE, EDGE)] });
  const [page, ticket] = ['NoHealthyTarget', 'SecretRollFailed'].map((id) => alarmNamed(app, `prd-rl-bank-api-${id}`));

  expect(page.properties.AlarmActions).toHaveLength(1);
  expect(ticket.properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/WatchTicket/) }, HERE]);
  expect(ticket.properties).not.toHaveProperty('OKActions');
});

const FORM =
  'but alarms call topics by their ARN, and FIFO topics not at all: pass an ARN such as arn:aws:sns:us-east-1:111111111111:oncall';

test.each<[code: string, arns: string[], sentence: string]>([
  [
    'no-topics',
    [],
    `'topicArns' is [], but then it calls nobody: pass the ARN of a topic for each region that has alarms`,
  ],
  ['topic-arn', ['oncall'], `'topicArns' is "oncall", ${FORM}`],
  [
    'topic-arn',
    [topicIn('us-east-1', 'oncall.fifo')],
    `'topicArns' is "${topicIn('us-east-1', 'oncall.fifo')}", ${FORM}`,
  ],
  [
    'two-in-a-region',
    [HERE, topicIn('ap-southeast-1', 'other')],
    `'topicArns' is ["${HERE}","${topicIn('ap-southeast-1', 'other')}"], but an alarm calls one topic of a target, the one of its region: make a target of each of them`,
  ],
])('%s is refused: %j', (code, arns, sentence) => {
  expect(messageOf(() => AlarmTarget.topics(...arns))).toBe(`${sentence} [alarm-target/${code} at AlarmTarget]`);
});
