export * from './external-database';
export * from './runtime-settings';
export * from './secret-rotation';
export * from './service-settings';
export * from './setting-storage';
export * from './valkey-cache';
