import { CellMachineApiOptions } from './cell-machine-api-options';
import { CellSearchOptions } from './cell-search-options';

/** What a `ProductCell` has on request alone: each is billed for itself, whether the product needs it or not. */
export interface CellOptInProps {
  /**
   * An OpenSearch domain in the stack `data`, which API and workers use; `{}` for the defaults of the environment.
   * @default - no search domain
   */
  readonly search?: CellSearchOptions;

  /**
   * An API for programs at `machine.<domain>`, in a stack `machine`: API Gateway with an authorizer, keys and quotas in front of the
   * versions of the API.
   * @default - no API for programs
   */
  readonly machineApi?: CellMachineApiOptions;
}
