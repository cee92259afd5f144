import { MaintainedControlOptions } from './maintained-control-options';

/** Options of `ServiceControl.allowedRegions()`: the roles of `maintainerRoleArns` work in every region. */
export interface AllowedRegionsOptions extends MaintainedControlOptions {}
