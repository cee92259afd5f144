export * from './cell-capacity';
export * from './cell-context';
export * from './cell-domain';
export * from './cell-environment';
export * from './cell-parts';
export * from './i-platform-module';
export * from './platform-module';
export * from './product-cell';
