import { readFileSync } from 'node:fs';
import { App, CfnResource } from 'aws-cdk-lib';
import { appOf, newAppOf, variants } from './catalog';

/** Synthesizes a second app of each variant of that name. */
export function testRepeated(variant: 'defaults' | 'hardened'): void {
  test.each(variants.filter(({ name }) => name === variant))(
    '$construct with its $name makes the same templates every time, and mixins reach all',
    ({ build }) => {
      const app = newAppOf(build);
      const resources = resourcesIn(app); // a mixin applies to those that exist before synthesis

      expect(templatesOf(app)).toEqual(templatesOf(appOf(build)));
      expect(resourcesIn(app)).toEqual(resources);
    },
  );
}

function resourcesIn(app: App): string[] {
  return app.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct))
    .map(({ node }) => node.path);
}

function templatesOf(app: App): string[] {
  return app.synth().stacksRecursively.map((stack) => readFileSync(stack.templateFullPath, 'utf8'));
}
