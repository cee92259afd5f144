export * from './build-setting';
export * from './cache-rule';
export * from './customer-key-options';
export * from './site-domain';
export * from './spa-backends';
export * from './spa-toolchain';
export * from './static-spa-site';
