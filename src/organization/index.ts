export * from './i-organization';
export * from './organization';
export * from './organization-attributes';
