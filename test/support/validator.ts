import { dirname } from 'node:path';

/** A finding of the linter that the CDK runs from 2.262 on. */
export interface Finding {
  readonly ruleId: string;
  readonly message: string;
  /** The resource that it is of. */
  readonly entity?: { readonly logicalId?: string };
}

let engine: { validateTemplate(template: object, options: object): any } | undefined;

/**
 * What the linter says of a template: errors, fatal ones and warnings, for a wrong enum value is only a warning.
 *
 * The linter is the one of the newest CDK release, also for templates that the oldest one made.
 */
export function findingsIn(template: object, region: string): Finding[] {
  const library = linter();
  engine ??= new library.CompositeEngine();
  const report = engine!.validateTemplate(new library.TemplateContent(JSON.stringify(template), 'template.json'), {
    severityLevel: 'WARN',
    pseudoParameterOverrides: { region, accountId: '111111111111' },
  });
  return report.diagnostics;
}

function linter() {
  const home = dirname(require.resolve('aws-cdk-lib-newest/package.json'));
  return jest.requireActual(require.resolve('@aws/cloudformation-validate', { paths: [home] }));
}
