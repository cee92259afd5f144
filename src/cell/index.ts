export * from './cell-capacity';
export * from './cell-environment';
