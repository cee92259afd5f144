import { IConstruct } from 'constructs';
import { CellEnvironment } from './cell-environment';
import { PlatformModule } from './platform-module';
import { contextProblems, textsOf } from './private/context-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance } from '../core/private/checks/types';

/**
 * What the command line says of a cell: `-c productName=acme-crm -c modules=tasks,contacts -c environment=prod`. All that is
 * missing or misspelt is in one error.
 *
 * @example
 * import { CellContext } from 'rl-bank-constructs/cell';
 *
 * const app = new App();
 * const { productName, environment, modules } = CellContext.of(app);
 */
export class CellContext {
  /**
   * Reads the context keys `productName`, `environment` and `modules`.
   * @param scope app, or a construct that has context of its own
   */
  public static of(scope: IConstruct): CellContext {
    requireArgument('CellContext.of', 'scope', scope, instance('a construct, such as the app', 'node'));
    const given = (key: string): unknown => scope.node.tryGetContext(key);
    const context = {
      productName: given('productName'),
      environment: given('environment'),
      modules: given('modules'),
    };
    throwOnProblems('CellContext.of', ...contextProblems(context));
    return new CellContext(
      context.productName as string,
      CellEnvironment.fromName(context.environment as string),
      PlatformModule.fromNames(textsOf(context.modules).join(',')),
    );
  }

  private constructor(
    /** Name of the product. */
    public readonly productName: string,
    /** Environment, one of the presets. */
    public readonly environment: CellEnvironment,
    /** Modules of the library; empty for Files and Teams alone. Add modules of your own to them. */
    public readonly modules: PlatformModule[],
  ) {}
}
