import { App } from 'aws-cdk-lib';
import { ACCOUNT } from './cloud';
import { CellDomain, CellEnvironment, ProductCell, ProductCellProps } from '../../src/cell';
import { AlarmTarget } from '../../src/observability';

/** A cell as a platform team writes it, with what differs; a product has a domain of its own. */
export function cellIn(app: App, props: Partial<ProductCellProps> = {}, id = 'ProductCell'): ProductCell {
  const { productName = 'acme-crm' } = props;
  return new ProductCell(app, id, {
    env: { account: ACCOUNT, region: 'us-east-1' },
    environment: CellEnvironment.PROD,
    modules: [],
    page: [AlarmTarget.email('oncall@platform.example')],
    ticket: [AlarmTarget.email('platform@platform.example')],
    ...props,
    productName,
    domain: props.domain ?? CellDomain.inZone(`${productName}.example`, 'Z0123456789ABCDEFGHIJ'),
  });
}
