export * from './api-database';
export * from './bank-secrets-scaffold';
export * from './external-database';
export * from './fill-in';
export * from './runtime-settings';
export * from './secret-rotation';
export * from './setting-home';
export * from './valkey-cache';
