export * from './external-database';
export * from './i-valkey-cache';
export * from './runtime-settings';
export * from './secret-rotation';
export * from './service-settings';
export * from './setting-storage';
export * from './settings-options';
export * from './valkey-cache';
