export * from './plan-describer';
export * from './plan-description';
export * from './resource-gate';
