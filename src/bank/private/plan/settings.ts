import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { nameOf, readableText, propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';
import type { BankParts } from '../bank-parts';

/** The settings of the API: parameters with their values, secrets by name, and existing ones. */
export function settingsSection(bank: Construct, { settings }: BankParts): PlanSection {
  const parameters = resourcesBelow(bank, 'AWS::SSM::Parameter').map((parameter) => {
    return { name: nameOf(parameter), value: readableText(Stack.of(parameter), propertiesOf(parameter).Value) };
  });
  const secrets = resourcesBelow(bank, 'AWS::SecretsManager::Secret').map(nameOf);
  const made = [...parameters.map(({ name }) => name), ...secrets];
  const isMade = (key: string) => made.some((name) => name.endsWith(`/${key}`));
  const stack = Stack.of(settings);
  const others = [
    ...Object.entries(settings.parameters).map(([key, { parameterName }]) => [key, parameterName]),
    ...Object.entries(settings.secrets).map(([key, { secretArn }]) => [key, secretArn]),
  ].filter(([key]) => !isMade(key));
  const foreign = others.map(([, name]) => readableText(stack, stack.resolve(name))).sort();
  return {
    key: 'settings',
    title: 'What the API reads',
    lines: [
      ...parameters.map(({ name, value }) => `parameter ${name} = ${value}`),
      ...secrets.map((name) => `secret ${name}, without a value`),
      ...foreign.map((name) => `${name}, which this app does not create: CI or another team does`),
    ],
    data: { parameters, secrets, foreign },
  };
}

/** The build settings of the sites. */
export function buildSection({ webapp, merchantPortal }: BankParts): PlanSection {
  const data = { webapp: webapp.buildSettings, merchantPortal: merchantPortal.buildSettings };
  return {
    key: 'builds',
    title: 'What the builds of the sites have to be told',
    lines: Object.entries(data).flatMap(([site, values]) => [`${site}:`, ...values.map(({ line }) => `  ${line}`)]),
    data,
  };
}
