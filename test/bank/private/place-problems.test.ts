import { Stack, Stage } from 'aws-cdk-lib';
import { refuseOtherPlaces } from '../../../src/bank/private/place-problems';
import { bankApp, bankOf, configOf, stacksOf } from '../../support/bank';

const IMAGE = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';
const HOME = { account: '982233224911', region: 'ap-southeast-1' };

describe('RB5b a bank goes where its image is, and not into', () => {
  test.each([
    ['another account', { ...HOME, account: '111111111111' }, '111111111111 and ap-southeast-1'],
    ['another region', { ...HOME, region: 'eu-west-1' }, '982233224911 and eu-west-1'],
  ])('a stack in %s', (_, env, there) => {
    const host = new Stack(bankApp(), 'Host', { env });

    expect(() => bankOf({}, host)).toThrow(
      `'api.image' is "${IMAGE}", but it is in account 982233224911 and region ap-southeast-1, and Host in ${there}: give the stack the env of the config, or name the image that is where the stack is [config/elsewhere at Host]`,
    );
  });

  test.each([
    ['another account', { account: '111111111111' }, 'account 111111111111 and region ap-southeast-1'],
    ['another region', { region: 'eu-west-1' }, 'account 982233224911 and region eu-west-1'],
  ])('a Stage in %s', (_, env, there) => {
    const stage = new Stage(bankApp(), 'Prod', { env });

    expect(() => bankOf({}, stage)).toThrow(
      `'config.api.image' is "${IMAGE}", but the Stage around is for ${there}, and the bank goes where its image is: give the Stage the env of the config, or name the image of its account and region [bank-mvp/elsewhere at Prod/Bank]`,
    );
  });

  test('a stack of a Stage in another region', () => {
    const host = new Stack(new Stage(bankApp(), 'Prod', { env: { region: 'eu-west-1' } }), 'Host');

    expect(() => bankOf({}, host)).toThrow('config/elsewhere at Prod/Host');
  });

  test('nor with its gate closed, or disabled', () => {
    const host = () => new Stack(bankApp(), 'Host', { env: { ...HOME, region: 'eu-west-1' } });

    expect(() => bankOf({ createResources: false }, host())).toThrow('config/elsewhere');
    expect(() => bankOf({ createResources: false, enabled: false }, host())).toThrow('config/elsewhere');
  });
});

describe('RB19e a bank goes into', () => {
  test.each([
    ['a stack that is where it is', HOME],
    ['a stack that says nothing of it', undefined],
  ])('%s', (_, env) => {
    const bank = bankOf({}, new Stack(bankApp(), 'Host', { env }));

    expect(new Set(stacksOf(bank).map(({ account }) => account))).toEqual(new Set(['982233224911']));
  });

  test.each([
    ['a Stage that is where it is', HOME],
    ['a Stage that says half of it', { account: '982233224911' }],
    ['a Stage that says nothing of it', undefined],
  ])('%s', (_, env) => {
    expect(() => refuseOtherPlaces(new Stage(bankApp(), 'Prod', { env }), configOf())).not.toThrow();
  });
});
