import { App, CfnOutput } from 'aws-cdk-lib';
import { OWN_MODULES, PLATFORM, ZONE } from './platform';
import { launchPhaseOf } from '../shared/launch-phase';
import { CellContext, CellDomain, ProductCell } from 'rl-bank-constructs/cell';

export const app = new App();

const { productName, environment, modules: ofLibrary } = CellContext.of(app);
const domain = CellDomain.inZone(`${productName}-${environment.environmentName}.${ZONE.name}`, ZONE.id);
const ofProduct = { productName, environment, modules: [...ofLibrary, ...OWN_MODULES], domain };
export const cell = new ProductCell(app, 'ProductCell', {
  ...PLATFORM,
  ...ofProduct,
  launchPhase: launchPhaseOf(app.node),
});

new CfnOutput(cell.stackOf('services'), 'Release', { value: cell.releaseCommand });
