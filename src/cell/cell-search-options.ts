import { Size } from 'aws-cdk-lib';

/** Options for the search domain of a `ProductCell`. What they leave out follows the environment. */
export interface CellSearchOptions {
  /**
   * Type of the data nodes.
   * @default - `r7g.large.search` in an environment that pages, `t3.small.search` in others
   */
  readonly dataNodeType?: string;

  /**
   * Number of data nodes, a multiple of three: the cell has three zones.
   * @default 3
   */
  readonly dataNodes?: number;

  /**
   * Number of dedicated masters: 0, 3 or 5.
   * @default - 3 in an environment that pages, none in others, where the three data nodes elect a master
   */
  readonly dedicatedMasters?: number;

  /**
   * Size of the gp3 volume of each data node.
   * @default Size.gibibytes(20)
   */
  readonly volumeSize?: Size;
}
