import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { nameOf, namesIn } from './binding-names';
import { isMigrationsOnly, migrationsOnly } from './migrations-only';
import type { IServiceBinding } from '../../i-service-binding';
import type { PendingInput } from '../../pending-input';
import type { ServiceSecret } from '../../service-secret';
import { Problem, problemIf, throwOnProblems } from '../checks/problems';
import { requiredTypeProblem } from '../checks/required-props';
import { entriesOf, TEXT } from '../checks/types';

/** A binding of which some variables have other names. */
export class RenamedBinding implements IServiceBinding {
  constructor(
    private readonly binding: IServiceBinding,
    private readonly names: Record<string, string>,
  ) {
    throwOnProblems('ServiceBinding.withNames', ...namesProblems(binding, names));
    if (isMigrationsOnly(binding)) {
      migrationsOnly(this);
    }
  }

  /** How messages name it, which is no construct. */
  public get owner(): string | undefined {
    return nameOf(this.binding);
  }

  public get variables(): Record<string, string> {
    return this.renamed(this.binding.variables);
  }

  public get parameters(): Record<string, IStringParameter> {
    return this.renamed(this.binding.parameters);
  }

  public get secrets(): Record<string, ServiceSecret> {
    return this.renamed(this.binding.secrets);
  }

  public get pendingInputs(): PendingInput[] {
    return this.binding.pendingInputs.map((input) => ({ ...input, key: this.names[input.key] ?? input.key }));
  }

  public get fingerprint(): string {
    return this.binding.fingerprint;
  }

  public allowAccessFrom(client: IConnectable): void {
    this.binding.allowAccessFrom(client);
  }

  public grantUse(grantee: IGrantable): Grant {
    return this.binding.grantUse(grantee);
  }

  private renamed<T>(map: Record<string, T>): Record<string, T> {
    return Object.fromEntries(Object.entries(map).map(([name, value]) => [this.names[name] ?? name, value]));
  }
}

/** Names of no variable, and new ones that would have one variable take the place of another. */
function namesProblems(binding: IServiceBinding, names: Record<string, string>): Array<Problem | undefined> {
  const known = namesIn(binding);
  const given = [...new Set(known)].map((name) => names[name] ?? name);
  const twice = [...new Set(given.filter((name, index) => given.indexOf(name) < index))];
  return [
    ...entriesOf(names).map(
      ([name, value]) =>
        problemIf(!known.includes(name), {
          code: 'service-binding/unknown-variable',
          prop: 'names',
          value: name,
          allowed: `must be one of its variables: ${known.join(', ') || 'it has none'}`,
          fix: 'correct the name, or leave it out',
        }) ?? requiredTypeProblem(`names.${name}`, value, TEXT),
    ),
    ...twice.map((name) => ({
      code: 'service-binding/name-twice',
      prop: 'names',
      value: name,
      allowed: `must give each variable a name of its own, and ${known.filter((old) => (names[old] ?? old) === name).join(' and ')} would both be ${name}: ECS refuses a name that is given twice`,
      fix: 'give one of them another name',
    })),
  ];
}
