import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';

/** Whether a product can have the name. */
export function isProductName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z](?:-?[a-z0-9]){1,19}$/.test(name) && name.length <= 20;
}

/** The problem of a name that no product can have. A token would be too late: stacks are named by it. */
export function productNameProblem(name: unknown): Problem | undefined {
  return problemIf(!isProductName(name), {
    code: 'cell/product-name',
    prop: 'productName',
    value: Token.isUnresolved(name) ? 'a token' : name,
    allowed:
      'must be 2 to 20 lowercase letters, digits and single hyphens that begin with a letter: it begins every name',
    fix: 'choose such a name, for example `acme-crm`',
  });
}
