export * from './bank-secrets-scaffold';
export * from './external-database';
export * from './runtime-settings';
export * from './secret-rotation';
export * from './setting-storage';
export * from './valkey-cache';
