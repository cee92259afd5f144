import { ImageSigningRule } from '../service';

/** How ECR signs the images of a cell. */
export interface CellSigningOptions {
  /**
   * Whether the account has its signing configuration from elsewhere, such as from another cell: ECR has one for an account and
   * region. The rule of this cell is in `pendingInputs` then.
   * @default false
   */
  readonly configurationExists?: boolean;

  /**
   * Rules for profiles of other products in the account, where this cell has its signing configuration.
   * @default - the rule for the repositories of the cell alone
   */
  readonly otherRules?: ImageSigningRule[];
}
