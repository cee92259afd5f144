import { basename } from 'node:path';
import { App, IPolicyValidationPlugin, PolicyViolation, Stage, Validations } from 'aws-cdk-lib';
import { newApp, WORKLOAD } from '../../support/cloud';
import { gatedBank } from '../../support/gated';

let printed: jest.SpyInstance;
beforeEach(() => {
  printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => jest.restoreAllMocks());

interface Spy extends IPolicyValidationPlugin {
  readonly validate: jest.Mock;
}

const violation = {
  ruleName: 'No Buckets',
  description: 'a bucket',
  violatingResources: [{ resourceLogicalId: 'Bucket', templatePath: 'Data.template.json', locations: [] }],
};

/** A plugin that finds the violations in the plan alone. */
function spy(violations: PolicyViolation[] = [], success = violations.length === 0): Spy {
  const nothing = { success: true, violations: [] };
  const validate = jest.fn(({ templatePaths }) =>
    templatePaths.some((path: string) => path.endsWith('/Data.template.json')) ? { success, violations } : nothing,
  );
  return { name: 'house rules', validate };
}

function appWith(plugin: Spy): App {
  const app = newApp();
  Validations.of(app).addPlugins(plugin);
  return app;
}

test('RB19b the plugins of the app see the plan, and are told what the CDK tells them in newer versions', () => {
  const plugin = spy();
  const { app } = gatedBank({}, appWith(plugin));
  app.synth();
  const [{ templatePaths, ...told }] = plugin.validate.mock.calls[0];

  expect(templatePaths.map((it: string) => basename(it))).toEqual(['Data.template.json', 'Api.template.json']);
  expect(told).toMatchObject({
    appConstruct: app,
    stackTemplates: [{ stackConstructPath: 'Data', accountId: '111111111111', region: 'ap-southeast-1' }, {}],
  });
});

test('RB19b the plugins of a Stage see what is behind its gate, and those of the app do too', () => {
  const [ofApp, ofStage] = [spy(), spy()];
  const stage = new Stage(appWith(ofApp), 'Prod', { env: WORKLOAD });
  Validations.of(stage).addPlugins(ofStage, ofApp);
  gatedBank({}, stage).app.synth();

  const plans = [ofApp, ofStage].map(({ validate }) =>
    validate.mock.calls.filter(([it]) => /plan-/.test(it.templatePaths)),
  );
  expect(plans.map((calls) => calls.length)).toEqual([1, 1]);
});

test('a violation stops the synthesis and is named', () => {
  const { app } = gatedBank({}, appWith(spy([violation])));

  expect(() => app.synth()).toThrow(
    'The plan of Gate is refused by house rules\n- house rules: No Buckets: a bucket (Bucket)',
  );
});

test('a plugin that refuses without a violation stops the synthesis too', () => {
  expect(() => gatedBank({}, appWith(spy([], false))).app.synth()).toThrow(
    'The plan of Gate is refused by house rules',
  );
});

test('a violation that stops nothing is printed', () => {
  gatedBank({}, appWith(spy([violation], true))).app.synth();

  expect(printed).toHaveBeenCalledWith('Gate: house rules: No Buckets: a bucket (Bucket)\n');
});

test('what is acknowledged is let pass, unless it is fatal', () => {
  const [told, fatal] = [violation, { ...violation, severity: 'fatal' }].map((it) => {
    const { app, data } = gatedBank({}, appWith(spy([it])));
    Validations.of(data).acknowledge({ id: 'house-rules::No-Buckets', reason: 'The bank has one bucket.' });
    return app;
  });

  expect(() => told.synth()).not.toThrow();
  expect(() => fatal.synth()).toThrow('is refused by house rules');
});

test('an app that lets violations pass lets these pass', () => {
  const app = newApp({ context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  Validations.of(app).addPlugins(spy([violation]));

  expect(() => gatedBank({}, app).app.synth()).not.toThrow();
  expect(printed).toHaveBeenCalled();
});
